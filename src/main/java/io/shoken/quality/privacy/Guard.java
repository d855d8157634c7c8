package io.shoken.quality.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what may identify somebody by the patterns of {@code patterns.tsv}. It sees what has the
 * form of an identifier; a name without a title passes. Thread-safe.
 */
public final class Guard {

  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");
  private static final Guard STANDARD = new Guard();

  private record Rule(Kind kind, Predicate<String> digits, Pattern pattern) {}

  private final List<Rule> rules;

  private Guard() {
    this.rules = read();
  }

  /** The patterns that ship with the program. */
  public static Guard standard() {
    return STANDARD;
  }

  /** In order of appearance, without overlaps: the first rule of the list wins. */
  public List<Match> find(String text) {
    List<Match> matches = new ArrayList<>();
    for (Rule rule : rules) {
      Matcher matcher = rule.pattern.matcher(text);
      while (matcher.find()) {
        Match match = new Match(rule.kind, matcher.start("it"), matcher.end("it"));
        String digits = NO_DIGIT.matcher(matcher.group("it")).replaceAll("");
        if (rule.digits.test(digits) && matches.stream().noneMatch(match::overlaps)) {
          matches.add(match);
        }
      }
    }
    matches.sort(Comparator.comparingInt(Match::start));
    return matches;
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

  private static List<Rule> read() {
    try (InputStream in = Guard.class.getResourceAsStream("patterns.tsv");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> rule(line.split("\t")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("patterns.tsv", e);
    }
  }

  private static Rule rule(String[] row) {
    Predicate<String> digits =
        switch (row[1]) {
          case "turkish" -> CheckDigits::turkish;
          case "japanese" -> CheckDigits::japanese;
          case "some" -> found -> !found.isEmpty();
          case "phone" -> found -> found.length() >= 9 && found.length() <= 15;
          default -> found -> true;
        };
    return new Rule(Kind.valueOf(row[0].toUpperCase(Locale.ROOT)), digits, Pattern.compile(row[2]));
  }
}
