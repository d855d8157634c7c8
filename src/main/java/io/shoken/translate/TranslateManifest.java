package io.shoken.translate;

import io.shoken.core.UserException;
import io.shoken.llm.Price;
import io.shoken.llm.budget.Messages.Stop;
import io.shoken.translate.answer.CheckCounts;
import io.shoken.translate.answer.Totals;
import io.shoken.translate.request.Recipe;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step.Outcome;
import io.shoken.warehouse.Table;
import java.util.Optional;

/**
 * Writes counts and notes of a run into its manifest, and decides how the run ends.
 *
 * @param maxFailedShare the run fails if more than this share of its rows is rejected or failed
 */
record TranslateManifest(Recipe recipe, Optional<Price> price, double maxFailedShare) {

  /**
   * Completes the manifest of a run whose rows are written.
   *
   * @param before rows that the run took over from dead ones
   * @param texts that the run had to ask for
   * @param stop why the job stopped early, empty if it did not
   * @throws UserException if the job stopped, or more than the allowed share was not translated
   */
  Outcome finish(Run run, Totals before, long texts, Optional<Stop> stop) {
    Totals totals = Totals.of(run.written(Table.TRANSLATIONS));
    long left = before.rows() + texts - totals.rows();
    totals.writeTo(run);
    if (before.rows() > 0) {
      run.count("recovered", before.rows());
    }
    if (left > 0) {
      run.count("left", left);
    }
    run.note("model", recipe.model());
    run.note("prompt", recipe.promptId());
    run.note("parameters", recipe.parameters());
    if (recipe.variesByText()) {
      run.note("by_text", recipe.byText());
    }
    run.note("checks", CheckCounts.of(run.written(Table.TRANSLATIONS)));
    run.note("price", price.map(Price::describe).orElse("not known"));
    price.ifPresent(p -> run.note("cost_usd", totals.usd()));
    stop.ifPresent(s -> raise(s, totals.rows(), left));
    return judge(totals);
  }

  private static void raise(Stop stop, long rows, long left) {
    throw new UserException(
        stop.kind(),
        "translate stopped: %s; %d of %d texts have their rows and are kept, run again for the rest"
            .formatted(stop.reason(), rows, rows + left));
  }

  private Outcome judge(Totals totals) {
    if (totals.bad() > maxFailedShare * totals.rows()) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE,
          ("translate: %d of %d texts were not translated, allowed is a share of %s; their reasons"
                  + " are in the table translations, run again with --only-failed")
              .formatted(totals.bad(), totals.rows(), maxFailedShare));
    }
    return totals.bad() == 0 ? Outcome.DONE : Outcome.PARTIAL;
  }
}
