package io.shoken.quality.privacy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text whose identifiers are replaced by placeholders.
 *
 * @param text what may be sent
 * @param originals what stood at each placeholder
 */
public record Masked(String text, Map<String, String> originals) {

  /** Keeps the order of the originals. */
  public Masked {
    originals = Collections.unmodifiableMap(new LinkedHashMap<>(originals));
  }

  /** Never shows what was masked. */
  @Override
  public String toString() {
    return "Masked[" + originals.size() + " placeholders]";
  }

  /**
   * Puts the originals back into an answer, whose brackets may have become full-width.
   *
   * @return empty unless each placeholder is there exactly once
   */
  public Optional<String> restore(String answer) {
    String restored = answer;
    for (Map.Entry<String, String> original : originals.entrySet()) {
      String name = original.getKey().substring(1, original.getKey().length() - 1);
      Matcher places = Pattern.compile("[\\[\uff3b]" + name + "[\\]\uff3d]").matcher(restored);
      if (places.results().count() != 1) {
        return Optional.empty();
      }
      restored = places.replaceFirst(Matcher.quoteReplacement(original.getValue()));
    }
    return Optional.of(restored);
  }
}
