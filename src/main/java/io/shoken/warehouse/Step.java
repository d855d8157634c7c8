package io.shoken.warehouse;

import java.util.List;

/** One step of the pipeline: reads tables or files, writes tables, and never updates a row. */
public interface Step {

  /** How a step ended. A step that stops early throws a {@link io.shoken.core.UserException}. */
  enum Outcome {
    DONE,
    /** Done, but some rows failed or were rejected, within the limit that the settings allow. */
    PARTIAL,
    /** What the step would write is already there; nothing is committed. */
    NOTHING_TO_DO
  }

  /** The command that starts it, such as {@code ingest}. */
  String command();

  /**
   * What the step's result depends on: hashes of input files, ids of upstream runs, settings. The
   * default run id is made of it, so a repeated run finds that it has been done.
   */
  List<String> fingerprint(Warehouse warehouse);

  /**
   * Whether each row that was written before a stop by quota or by a service out of reach is a
   * whole fact of its own, so that the rows are kept although the step did not finish.
   */
  default boolean keepsRowsOfAStop() {
    return false;
  }

  /** Does the work. The caller commits the run when this returns. */
  Outcome run(Run run);
}
