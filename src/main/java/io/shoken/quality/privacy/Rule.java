package io.shoken.quality.privacy;

import io.shoken.text.TsvResource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A line of {@code patterns.tsv} or {@code patterns-ja.tsv}.
 *
 * @param passage what the group {@code it} must be
 */
record Rule(Kind kind, Passages passage, Pattern pattern) {

  static List<Rule> read(String file) {
    return TsvResource.rows(Rule.class, file).stream()
        .map(
            row ->
                new Rule(
                    Kind.valueOf(row.get(0).toUpperCase(Locale.ROOT)),
                    Passages.of(row.get(1)),
                    Pattern.compile(row.get(2))))
        .toList();
  }

  /** Whether the passage begins with a group {@code title}. */
  boolean hasTitle() {
    return pattern.pattern().contains("(?<title>");
  }
}
