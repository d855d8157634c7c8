package io.shoken.quality.privacy;

import java.util.Locale;

/** What was found. */
public enum Kind {
  /** A name after a title, or before a Japanese one. */
  NAME,
  PHONE,
  EMAIL,
  /** A street with a number, a Turkish neighbourhood or street, a Japanese town. */
  ADDRESS,
  /** The number of a patient, file or examination, after a word that says so. */
  RECORD,
  /** The number of an insurance, after a word that says so. */
  INSURANCE,
  /** A Turkish or Japanese personal number whose check digits are right, or one that is named. */
  PERSON,
  DATE;

  /** Its name in columns and manifests. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
