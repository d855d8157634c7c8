package io.shoken.quality.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds identifiers of persons: numbers, addresses and dates by their form, names by the words
 * around them and by lists. It reads the NFKC form, so that full-width digits are digits; places
 * are those of the text as given. A name that nothing points at passes. Thread-safe.
 */
public final class Guard {

  private static final Guard STANDARD = new Guard();

  private static final Pattern JAPANESE =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\u3012]");

  private final List<Rule> rules = Rule.read("patterns.tsv");
  private final List<Rule> japaneseRules = Rule.read("patterns-ja.tsv");

  private Guard() {}

  /** The patterns that ship with the program. */
  public static Guard standard() {
    return STANDARD;
  }

  /** In order of appearance, without overlaps: the first rule of the list wins. */
  public List<Match> find(String text) {
    Folded folded = Folded.of(text);
    List<Match> matches = new ArrayList<>();
    find(folded, rules, matches);
    if (JAPANESE.matcher(folded.text()).find()) {
      find(folded, japaneseRules, matches);
    }
    matches.sort(Comparator.comparingInt(Match::start));
    return matches;
  }

  private static void find(Folded folded, List<Rule> rules, List<Match> matches) {
    for (Rule rule : rules) {
      Matcher matcher = rule.pattern().matcher(folded.text());
      int next = 0;
      while (next <= folded.text().length() && matcher.find(next)) {
        next = Math.max(matcher.end(), matcher.start() + 1);
        int start = matcher.start("it");
        for (Passages.Span span : rule.passage().in(folded.text(), start, matcher.end("it"))) {
          next = span.end(); // what was cut off can begin another match
          int from =
              rule.hasTitle() && span.start() == start ? matcher.start("title") : span.start();
          Match match = new Match(rule.kind(), folded.start(from), folded.end(span.end()));
          if (matches.stream().noneMatch(match::overlaps)) {
            matches.add(match);
          }
        }
      }
    }
  }

  /** Replaces the matches of these kinds by placeholders such as {@code [NAME1]}. */
  public Masked mask(String text, Set<Kind> kinds) {
    return mask(text, kinds, "");
  }

  /** The same with placeholders that are not in {@code beside} either. */
  public Masked mask(String text, Set<Kind> kinds, String beside) {
    StringBuilder masked = new StringBuilder();
    Map<String, String> originals = new LinkedHashMap<>();
    int at = 0;
    int number = 0;
    for (Match match : find(text)) {
      if (kinds.contains(match.kind())) {
        String placeholder;
        do {
          number++;
          placeholder = "[%s%d]".formatted(match.kind().name().toUpperCase(Locale.ROOT), number);
        } while (text.contains(placeholder) || beside.contains(placeholder));
        originals.put(placeholder, text.substring(match.start(), match.end()));
        masked.append(text, at, match.start()).append(placeholder);
        at = match.end();
      }
    }
    return new Masked(masked.append(text.substring(at)).toString(), originals);
  }
}
