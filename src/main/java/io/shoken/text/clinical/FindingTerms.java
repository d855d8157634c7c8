package io.shoken.text.clinical;

import io.shoken.domain.Finding;
import io.shoken.text.TsvResource;
import io.shoken.text.clinical.TermIndex.Term;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds the 18 findings in a Japanese text by the words of {@code finding-terms.tsv}: a finding's
 * label, then its terms. A longer term hides the shorter ones inside it, so that calcified
 * coronaries are not calcified arteries as well.
 */
public final class FindingTerms {
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
  private static final TermIndex<Finding> INDEX = new TermIndex<>(read());

  private FindingTerms() {}

  private static List<Term<Finding>> read() {
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (List<String> row : TsvResource.rows(FindingTerms.class, "finding-terms.tsv")) {
      Finding finding = Finding.ofLabel(row.get(0)).orElseThrow();
      for (String term : row.subList(1, row.size())) {
        Finding other = findings.put(normalize(term), finding);
        if (other != null && other != finding) {
          throw new IllegalStateException(term + " stands for " + other + " and " + finding);
        }
      }
    }
    return findings.entrySet().stream().map(e -> new Term<>(e.getKey(), e.getValue())).toList();
  }

  private static String normalize(String text) {
    String nfkc = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return WHITE_SPACE.matcher(nfkc).replaceAll("");
  }

  /** The labels of the findings that a text speaks of, affirmed or denied, in their order. */
  public static List<String> findings(String text) {
    TreeSet<String> found = new TreeSet<>();
    String line = normalize(text);
    int at = 0;
    while (at < line.length()) {
      Optional<Term<Finding>> term = INDEX.longestAt(line, at);
      term.ifPresent(t -> found.add(t.value().label()));
      at += term.map(t -> t.text().length()).orElse(1);
    }
    return List.copyOf(found);
  }
}
