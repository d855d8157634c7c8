package io.shoken.translate.request;

import io.shoken.quality.privacy.Kind;
import java.io.Serializable;

/**
 * What becomes of a text that may name a person.
 *
 * @param onMatch for names, numbers and addresses
 * @param dates for dates
 */
public record PrivacySettings(Action onMatch, Action dates) implements Serializable {

  /** What is done. */
  public enum Action {
    /** The text is not sent, and its row is rejected. */
    REFUSE,
    /** A placeholder is sent, and replaced in the answer. */
    MASK,
    /** The text is sent as it is. */
    PASS
  }

  /** Everything is sent. */
  public static PrivacySettings off() {
    return new PrivacySettings(Action.PASS, Action.PASS);
  }

  Action of(Kind kind) {
    return kind == Kind.DATE ? dates : onMatch;
  }
}
