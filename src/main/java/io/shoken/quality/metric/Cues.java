package io.shoken.quality.metric;

import io.shoken.text.TsvResource;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Short expressions that turn a finding around: sides and negations. The patterns lie in {@code
 * cues.tsv}: kind, the normal form (a dash for what only looks like one), regular expression; where
 * several match, the first wins.
 */
final class Cues {
  private static final String NOTHING = "-";
  private static final Cues SIDES = new Cues("side");
  private static final Cues NEGATIONS = new Cues("negation");

  private final Pattern pattern;
  private final List<String> forms = new ArrayList<>();

  private Cues(String kind) {
    List<String> groups = new ArrayList<>();
    for (List<String> row : TsvResource.rows(Cues.class, "cues.tsv")) {
      if (row.get(0).equals(kind)) {
        forms.add(row.get(1));
        groups.add("(" + row.get(2) + ")");
      }
    }
    pattern = Pattern.compile(String.join("|", groups));
  }

  static List<String> sides(String text) {
    return SIDES.in(text);
  }

  static List<String> negations(String text) {
    return NEGATIONS.in(text);
  }

  private List<String> in(String text) {
    Matcher matcher = pattern.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      String form = formOf(matcher);
      if (!form.equals(NOTHING)) {
        found.add(form);
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
