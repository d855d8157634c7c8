package io.shoken.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The fillings of slots. A filling may have slots itself.
 *
 * @param fillings by name, where {@code lobe.rul} is a lobe of the region "right upper lobe" and
 *     {@code side.r} a side of every region on the right
 */
record Slots(Map<String, List<Sentence>> fillings) {

  /** The five lobes: a place is drawn as one of them first, so that words of one place agree. */
  static final List<String> REGIONS = List.of("rul", "rml", "rll", "lul", "lll", "rll", "lll");

  static Slots load() {
    return new Slots(
        Tsv.read("slots.tsv").stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.get("slot"),
                    LinkedHashMap::new,
                    Collectors.mapping(
                        line -> new Sentence(line.get("english"), line.get("japanese")),
                        Collectors.toUnmodifiableList()))));
  }

  /** What that slot may hold in that region. */
  List<Sentence> of(String name, String region) {
    for (String key : List.of(name + "." + region, name + "." + region.charAt(0), name)) {
      List<Sentence> found = fillings.get(key);
      if (found != null) {
        return found;
      }
    }
    throw new IllegalArgumentException("no slot is named " + name);
  }
}
