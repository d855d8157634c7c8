package io.shoken.quality.privacy;

import java.util.Locale;

/** The kinds of identifiers. */
public enum Kind {
  /** A name that a title, a word such as patient, a form of address or an age stands next to. */
  NAME,
  PHONE,
  EMAIL,
  /** A street with a number, a Turkish neighbourhood or street, a Japanese town. */
  ADDRESS,
  /** The number of a patient, file or examination after a word such as {@code MRN}. */
  RECORD,
  /** The number of an insurance after a word such as {@code policy no}. */
  INSURANCE,
  /** A personal number by its check digits or its name, a date of birth. */
  PERSON,
  /** Any other date. */
  DATE;

  /** Its name in columns and manifests. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
