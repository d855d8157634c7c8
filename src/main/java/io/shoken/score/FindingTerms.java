package io.shoken.score;

import io.shoken.report.Finding;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Japanese words for the 18 findings, from {@code finding-terms.tsv}: a finding's label, then
 * its terms. A longer term hides the shorter ones inside it, so that calcified coronaries are not
 * calcified arteries as well.
 */
final class FindingTerms {
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
  private static final Map<String, String> LABELS = read();
  private static final Pattern TERMS =
      Pattern.compile(
          LABELS.keySet().stream()
              .sorted(Comparator.comparing(String::length).reversed())
              .map(Pattern::quote)
              .collect(Collectors.joining("|")));

  private FindingTerms() {}

  private static Map<String, String> read() {
    Map<String, String> labels = new HashMap<>();
    for (List<String> row : Resources.rows("finding-terms.tsv")) {
      String label = Finding.ofLabel(row.get(0)).orElseThrow().label();
      for (String term : row.subList(1, row.size())) {
        String other = labels.put(normalize(term), label);
        if (other != null && !other.equals(label)) {
          throw new IllegalStateException(term + " stands for " + other + " and " + label);
        }
      }
    }
    return labels;
  }

  private static String normalize(String text) {
    String nfkc = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return WHITE_SPACE.matcher(nfkc).replaceAll("");
  }

  /** The labels of the findings that the text speaks of, each once. */
  static List<String> of(String text) {
    TreeSet<String> found = new TreeSet<>();
    Matcher matcher = TERMS.matcher(normalize(text));
    while (matcher.find()) {
      found.add(LABELS.get(matcher.group()));
    }
    return List.copyOf(found);
  }
}
