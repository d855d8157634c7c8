package io.shoken.page;

import io.shoken.page.RunPage.Rejected;
import java.util.List;

/** The section on rejected input rows, by cause. */
final class RejectSection {

  private RejectSection() {}

  static Html of(List<Rejected> rows) {
    if (rows.isEmpty()) {
      return Html.NOTHING;
    }
    return Html.of(
        """
        <section id="rejects"><h2>Rejected rows</h2>
        <div class="card scroll"><table><thead><tr><th scope="col">cause</th>\
        <th scope="col" class="text">file</th><th scope="col">rows</th></tr></thead>
        <tbody>{}</tbody></table></div></section>\
        """,
        Html.each(
            rows,
            row ->
                Html.of(
                    """
                    <tr><th scope="row">{}</th><td class="text wrap">{}</td><td>{}</td></tr>\
                    """,
                    StepSection.words(row.cause()),
                    row.sourceFile(),
                    Shown.count(row.rows()))));
  }
}
