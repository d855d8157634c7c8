package io.shoken.text.clinical;

import io.shoken.text.TsvResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds short expressions of one kind that turn a finding around: sides, negations, doubt. Each has
 * a normal form, such as {@code left}; where several match at one place, the first of the list
 * wins. Immutable.
 *
 * <p>There are two lists. {@code cues.tsv} compares a text with its translation and knows what each
 * language may leave open ({@code must}, {@code may}, {@code no}). {@code wording-cues.tsv}
 * compares two wordings of one Japanese text, where each expression counts as it stands.
 */
public final class Cues {

  private static final String NOTHING = "-";
  private static final String MARK = "mark";
  private static final Pattern CLAUSE_END = Pattern.compile("[,;:()\u3001\u3002\u300c\u300d]");

  private final Pattern pattern;
  private final List<String> forms = new ArrayList<>();

  private Cues(String list, Language language, String kind) {
    List<String> groups = new ArrayList<>();
    for (List<String> row : TsvResource.rows(Cues.class, list)) {
      if (row.get(0).equals(language.code()) && row.get(1).equals(kind)) {
        forms.add(row.get(2));
        groups.add("(" + row.get(3) + ")");
      }
    }
    String start = language == Language.ENGLISH ? "\\b" : "";
    pattern = Pattern.compile(start + "(?:" + String.join("|", groups) + ")");
  }

  /**
   * Those that a text and its translation must share.
   *
   * @param kind {@code side}, {@code negation} or {@code uncertainty}
   */
  public static Cues ofTranslations(Language language, String kind) {
    return new Cues("cues.tsv", language, kind);
  }

  /**
   * Those that two wordings of one Japanese text must share.
   *
   * @param kind {@code side} or {@code negation}
   */
  public static Cues ofWordings(String kind) {
    return new Cues("wording-cues.tsv", Language.JAPANESE, kind);
  }

  /** The forms of a folded sentence, in order. */
  public List<String> sequence(String sentence) {
    List<String> forms = new ArrayList<>();
    Matcher matcher = pattern.matcher(sentence);
    while (matcher.find()) {
      String form = formOf(matcher);
      if (!form.equals(NOTHING)) {
        forms.add(form);
      }
    }
    return forms;
  }

  /** How often each form occurs. */
  public Map<String, Integer> in(String sentence) {
    Map<String, Integer> found = new HashMap<>();
    sequence(sentence).forEach(form -> found.merge(form, 1, Integer::sum));
    return found;
  }

  /**
   * How often each form occurs, where several words of one clause may say one thing: after the
   * first {@code must} of a clause, further ones count as {@code may}. Each mark counts.
   */
  public Map<String, Integer> inClauses(String sentence) {
    Map<String, Integer> found = new HashMap<>();
    Matcher matcher = pattern.matcher(sentence);
    int clauseSaysSo = -1;
    while (matcher.find()) {
      String form = formOf(matcher);
      if (form.equals(MARK)) {
        found.merge("must", 1, Integer::sum);
      } else if (form.startsWith("must")) {
        boolean again =
            clauseSaysSo >= 0
                && !CLAUSE_END.matcher(sentence.substring(clauseSaysSo, matcher.start())).find();
        found.merge(again ? form.replace("must", "may") : form, 1, Integer::sum);
        clauseSaysSo = matcher.end();
      } else if (!form.equals(NOTHING)) {
        found.merge(form, 1, Integer::sum);
      }
    }
    return found;
  }

  private String formOf(Matcher matcher) {
    for (int group = 1; group <= forms.size(); group++) {
      if (matcher.start(group) >= 0) {
        return forms.get(group - 1);
      }
    }
    throw new IllegalStateException("a match without a group");
  }
}
