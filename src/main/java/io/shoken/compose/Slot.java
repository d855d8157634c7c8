package io.shoken.compose;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An open place in a phrase: {@code {name}}, {@code {name:argument}}, {@code {name#2}} for another
 * draw in the same sentence, {@code {name@tag}} for one draw in the whole scan.
 *
 * @param text all of it, as it stands in the phrase
 */
record Slot(String text, String name, String argument, Optional<String> tag) {

  private static final Pattern SYNTAX =
      Pattern.compile("\\{([a-z0-9]+)(?::([^}#@]+))?(?:#[0-9])?(?:@([a-z]+))?}");

  /** The slots of a phrase, from left to right. */
  static List<Slot> in(String phrase) {
    return SYNTAX.matcher(phrase).results().map(Slot::of).toList();
  }

  private static Slot of(MatchResult match) {
    String argument = match.group(2) == null ? "" : match.group(2);
    return new Slot(match.group(), match.group(1), argument, Optional.ofNullable(match.group(3)));
  }
}
