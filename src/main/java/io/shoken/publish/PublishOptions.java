package io.shoken.publish;

import io.shoken.core.UserException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Options of the command {@code publish}.
 *
 * @param out the folder that appears, on the driver's machine
 * @param licence SPDX identifier of what is published, such as {@code CC-BY-NC-SA-4.0}
 * @param withSource whether the English goes out too
 * @param labelSource whose labels; may be left out where the warehouse has at most one
 * @param model a BERT folder to publish beside the data
 */
public record PublishOptions(
    Path out,
    String licence,
    boolean withSource,
    Optional<String> labelSource,
    Optional<Path> model) {
  /** Refuses a licence that is no SPDX identifier. */
  public PublishOptions {
    if (!licence.matches("[A-Za-z0-9][A-Za-z0-9.+-]{1,63}")) {
      throw UserException.usage(
          "--licence takes an SPDX identifier, such as CC-BY-NC-SA-4.0 or Apache-2.0");
    }
    out = out.toAbsolutePath().normalize();
  }
}
