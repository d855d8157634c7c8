package io.shoken.ingest;

import io.shoken.ingest.csv.Cause;
import java.util.Map;

/** What a well-formed record came to. */
sealed interface RowOutcome {

  /** Values by column of the mapper's schema. */
  record Kept(Map<String, Object> values) implements RowOutcome {}

  /** {@code detail} holds no report text. */
  record Rejected(Cause cause, String detail) implements RowOutcome {}
}
