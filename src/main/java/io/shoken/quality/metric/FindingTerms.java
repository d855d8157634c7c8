package io.shoken.quality.metric;

import io.shoken.domain.Finding;
import io.shoken.text.TsvResource;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

  /** The terms by their first char, the longest first. */
  private static final Map<Character, List<String>> TERMS =
      LABELS.keySet().stream()
          .sorted(Comparator.comparing(String::length).reversed())
          .collect(Collectors.groupingBy(term -> term.charAt(0)));

  private FindingTerms() {}

  private static Map<String, String> read() {
    Map<String, String> labels = new HashMap<>();
    for (List<String> row : TsvResource.rows(FindingTerms.class, "finding-terms.tsv")) {
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
    String line = normalize(text);
    int at = 0;
    while (at < line.length()) {
      String term = termAt(line, at);
      if (term.isEmpty()) {
        at++;
      } else {
        found.add(LABELS.get(term));
        at += term.length();
      }
    }
    return List.copyOf(found);
  }

  private static String termAt(String line, int at) {
    for (String term : TERMS.getOrDefault(line.charAt(at), List.of())) {
      if (line.startsWith(term, at)) {
        return term;
      }
    }
    return "";
  }
}
