package io.shoken.ingest;

import io.shoken.ingest.csv.Cause;
import java.util.Map;

/** The outcome of a well-formed record: kept, rejected or excluded. */
sealed interface RowOutcome {

  /** Values by column of the mapper's schema. */
  record Kept(Map<String, Object> values) implements RowOutcome {}

  /** {@code detail} holds no report text. */
  record Rejected(Cause cause, String detail) implements RowOutcome {}
}
