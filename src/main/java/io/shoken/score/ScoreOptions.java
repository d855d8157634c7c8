package io.shoken.score;

import io.shoken.core.UserException;
import java.util.List;
import java.util.Optional;

/**
 * The options of {@code score}.
 *
 * @param reference the stage of revision that is taken for the truth, {@code revised} or {@code
 *     checked}; empty: checked where there is any, else revised
 */
public record ScoreOptions(Optional<String> reference) {
  static final List<String> STAGES = List.of("checked", "revised");

  public ScoreOptions {
    reference.ifPresent(
        stage -> {
          if (!STAGES.contains(stage)) {
            throw UserException.usage("--reference " + stage + ": write revised or checked");
          }
        });
  }
}
