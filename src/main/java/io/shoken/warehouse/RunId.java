package io.shoken.warehouse;

import java.util.regex.Pattern;

/** What may name a run, and so a folder on any file system. */
public final class RunId {
  /** In words, for messages. */
  public static final String RULE =
      "up to 121 letters, digits, dots, dashes and underscores, of which the first is a letter or"
          + " a digit";

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}");

  private RunId() {}

  public static boolean isValid(String id) {
    return VALID.matcher(id).matches();
  }

  /**
   * An id for the same work when the folder of the first is taken: {@code translate-3f2a} at 1,
   * {@code translate-3f2a.2} at 2.
   */
  public static String attempt(String id, int n) {
    return n == 1 ? id : id + "." + n;
  }
}
