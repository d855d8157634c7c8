package io.shoken.quality.check;

import io.shoken.text.TsvResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The expressions of one kind and language in {@code cues.tsv}. Immutable. */
final class Cues {

  private static final String NOTHING = "-";
  private static final String MARK = "mark";
  private static final Pattern CLAUSE_END = Pattern.compile("[,;:()\u3001\u3002\u300c\u300d]");

  private final Pattern pattern;
  private final List<String> forms = new ArrayList<>();

  Cues(Language language, String kind) {
    List<String> groups = new ArrayList<>();
    for (List<String> row : TsvResource.rows(Cues.class, "cues.tsv")) {
      if (row.get(0).equals(language.code()) && row.get(1).equals(kind)) {
        forms.add(row.get(2));
        groups.add("(" + row.get(3) + ")");
      }
    }
    String start = language == Language.ENGLISH ? "\\b" : "";
    pattern = Pattern.compile(start + "(?:" + String.join("|", groups) + ")");
  }

  /** The forms of a folded sentence, in order. */
  List<String> sequence(String sentence) {
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
  Map<String, Integer> in(String sentence) {
    Map<String, Integer> found = new HashMap<>();
    sequence(sentence).forEach(form -> found.merge(form, 1, Integer::sum));
    return found;
  }

  /**
   * The same, where several words of one clause may say one thing: those after the first that says
   * so may do so. Marks are counted each.
   */
  Map<String, Integer> inClauses(String sentence) {
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
