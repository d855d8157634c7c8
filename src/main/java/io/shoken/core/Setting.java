package io.shoken.core;

/** Checks of settings, for the constructors of settings records. */
public final class Setting {

  private Setting() {}

  /**
   * Refuses a value.
   *
   * @param key within its block, such as {@code in-flight}
   * @throws IllegalArgumentException unless it holds, such as {@code in-flight is 0, expected 1 or
   *     more}
   */
  public static void require(boolean holds, String key, Object seen, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %s, expected %s".formatted(key, seen, expected));
    }
  }
}
