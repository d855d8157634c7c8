package io.shoken.publish;

import io.shoken.core.UserException;

/** What the licence of the source allows a publication to be. */
final class Terms {
  private Terms() {}

  /**
   * Refuses a publication that the source's terms forbid.
   *
   * @throws UserException (usage) with the setting to change
   */
  static void require(PublishOptions options, PublishSettings.Source source) {
    String licence =
        source
            .licence()
            .orElseThrow(
                () ->
                    UserException.usage(
                        "the licence of the English source is not stated, and what is made from it"
                            + " carries its terms; set publish.source.licence (CT-RATE:"
                            + " CC-BY-NC-SA-4.0) and publish.source.name"));
    if (isShareAlike(licence) && !options.licence().equals(licence)) {
      throw UserException.usage(
          "the source comes under "
              + licence
              + ", which asks for the same licence on what is made from it; use --licence "
              + licence);
    }
    if (options.withSource() && !source.mayBePassedOn()) {
      throw UserException.usage(
          "--with-source would pass the English text on; CT-RATE's terms forbid that. Set"
              + " publish.source.may-be-passed-on=true only if the source's terms allow it."
              + " Without it, ids and hashes are published and `publish join` rebuilds the files"
              + " for those who hold the source");
    }
  }

  private static boolean isShareAlike(String licence) {
    return licence.contains("-SA-");
  }
}
