package io.shoken.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The expressions of one kind and language in {@code cues.tsv}. Immutable. */
final class Cues {

  private static final String NOTHING = "-";

  private final Pattern pattern;
  private final List<String> forms = new ArrayList<>();

  Cues(Language language, String kind) {
    List<String> groups = new ArrayList<>();
    for (String[] row : Resources.rows("cues.tsv")) {
      if (row[0].equals(language.code()) && row[1].equals(kind)) {
        forms.add(row[2]);
        groups.add("(" + row[3] + ")");
      }
    }
    String start = language == Language.ENGLISH ? "\\b" : "";
    pattern = Pattern.compile(start + "(?:" + String.join("|", groups) + ")");
  }

  /** How often each form occurs in a folded sentence. */
  Map<String, Integer> in(String sentence) {
    Map<String, Integer> found = new HashMap<>();
    Matcher matcher = pattern.matcher(sentence);
    while (matcher.find()) {
      String form = formOf(matcher);
      if (!form.equals(NOTHING)) {
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
