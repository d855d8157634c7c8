package io.shoken.page;

import io.shoken.page.RunPage.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What radiologists' answers say: a table for each stage, agreement below it. */
final class ReviewSection {
  private static final List<String> AGREEMENT =
      List.of("alpha:", "kappa:", "weighted_kappa:", "agreement:");

  private ReviewSection() {}

  static Html of(List<Review> rows) {
    if (rows.isEmpty()) {
      return Html.NOTHING;
    }
    List<Html> parts = new ArrayList<>();
    for (String stage : new TreeSet<>(rows.stream().map(Review::stage).toList()).descendingSet()) {
      List<Review> ofStage = rows.stream().filter(r -> r.stage().equals(stage)).toList();
      parts.add(part(stage, ofStage.stream().filter(r -> !isAgreement(r)).toList()));
      parts.add(part(stage + ", agreement", ofStage.stream().filter(r -> isAgreement(r)).toList()));
    }
    return Html.of("<section id=\"review\"><h2>Review</h2>\n{}</section>", Html.join(parts));
  }

  private static boolean isAgreement(Review row) {
    return AGREEMENT.stream().anyMatch(row.measure()::startsWith);
  }

  private static Html part(String title, List<Review> rows) {
    if (rows.isEmpty()) {
      return Html.NOTHING;
    }
    return Html.of(
        """
        <div class="card scroll"><h3>{}</h3><table><thead><tr><th scope="col">measure</th>\
        <th scope="col" class="text">reviewer</th><th scope="col">value</th>\
        <th scope="col">95 % interval</th><th scope="col">n</th></tr></thead>
        <tbody>{}</tbody></table></div>\
        """,
        title, Html.each(rows, ReviewSection::row));
  }

  private static Html row(Review row) {
    return Html.of(
        """
        <tr><th scope="row">{}</th><td class="text">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\
        """,
        row.measure().replace('_', ' ').replace(":", ": "),
        row.reviewer(),
        number(row.value()),
        row.low() == null || row.high() == null
            ? Shown.MISSING
            : number(row.low()) + " to " + number(row.high()),
        Shown.count(row.n()));
  }

  private static String number(Double value) {
    return value == null ? Shown.MISSING : String.format(Locale.ROOT, "%.3f", value);
  }
}
