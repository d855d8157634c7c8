package io.shoken.publish;

import java.util.List;
import java.util.Optional;

/**
 * What the cards of a published data set say that no table knows.
 *
 * @param title of the data set
 * @param version of the publication, such as {@code 1.0.0}
 * @param creators persons or groups, in the order of citation
 * @param source the English corpus that the Japanese was made from
 */
public record PublishSettings(String title, String version, List<String> creators, Source source) {

  /** The same of a source whose name and licence are known. */
  public PublishSettings of(String name, String licence) {
    return new PublishSettings(
        title,
        version,
        creators,
        new Source(
            Optional.of(name), Optional.of(licence), source.url(), source.citation(), false));
  }

  /**
   * The English corpus.
   *
   * @param name such as {@code CT-RATE}
   * @param licence its SPDX identifier; nothing is published while it is not stated
   * @param url where it is to be had
   * @param citation how it wants to be cited
   * @param mayBePassedOn whether its terms let others pass its text on: {@code --with-source} needs
   *     it
   */
  public record Source(
      Optional<String> name,
      Optional<String> licence,
      Optional<String> url,
      Optional<String> citation,
      boolean mayBePassedOn) {}
}
