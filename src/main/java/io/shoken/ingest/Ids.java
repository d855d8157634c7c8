package io.shoken.ingest;

import io.shoken.ingest.csv.Cause;
import java.util.Optional;

/** The rule for names of volumes. */
final class Ids {
  private static final int MAX_CHARS = 200;

  private Ids() {}

  /** Why a name cannot be an id, or empty. */
  static Optional<RowOutcome.Rejected> fault(String volume) {
    if (volume.isEmpty()) {
      return Optional.of(new RowOutcome.Rejected(Cause.EMPTY_ID, "the volume has no name"));
    }
    boolean bad = volume.length() > MAX_CHARS || volume.chars().anyMatch(Character::isISOControl);
    return bad
        ? Optional.of(
            new RowOutcome.Rejected(
                Cause.BAD_ID,
                "the volume's name has over " + MAX_CHARS + " characters or a control character"))
        : Optional.empty();
  }
}
