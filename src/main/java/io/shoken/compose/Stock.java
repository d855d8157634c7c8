package io.shoken.compose;

import io.shoken.domain.Finding;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The phrases that reports are composed of, read from the tables under {@code compose/}. Immutable.
 *
 * @param statements sentences that decide findings
 * @param lists sentences whose findings are listed when they are said
 * @param background sentences that decide none of the findings
 * @param front clinical information and technique
 */
record Stock(
    Map<Finding, List<Phrase>> statements,
    List<Phrase> lists,
    Map<Part, List<Phrase>> background,
    Map<Part, List<Phrase>> front,
    Slots slots,
    List<Noun> nouns,
    Profiles profiles,
    Edits edits) {

  static Stock load() {
    List<Phrase> statements = phrases("findings.tsv");
    return new Stock(
        Stream.of(Finding.values())
            .collect(
                Collectors.toUnmodifiableMap(
                    f -> f,
                    f -> statements.stream().filter(p -> p.claims().containsKey(f)).toList())),
        phrases("lists.tsv"),
        byPart(phrases("background.tsv")),
        byPart(phrases("front.tsv")),
        Slots.load(),
        Tsv.read("nouns.tsv").stream().map(Noun::of).toList(),
        Profiles.load(),
        Edits.load());
  }

  private static List<Phrase> phrases(String name) {
    return Tsv.read(name).stream().map(Phrase::of).toList();
  }

  private static Map<Part, List<Phrase>> byPart(List<Phrase> phrases) {
    return phrases.stream().collect(Collectors.groupingBy(Phrase::part));
  }

  /** How many sentences with open slots there are. */
  int size() {
    return (int) statements.values().stream().flatMap(List::stream).distinct().count()
        + lists.size()
        + Stream.of(background, front).flatMap(m -> m.values().stream()).mapToInt(List::size).sum();
  }
}
