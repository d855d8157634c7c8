package io.shoken.translate.request;

/**
 * The other section of a text's report, sent for understanding only.
 *
 * @param section its name, as in columns
 * @param text as it is, or as it may go out
 */
public record Context(String section, String text) {

  /** Null if either is. */
  static Context ofNullable(String section, String text) {
    return section == null || text == null ? null : new Context(section, text);
  }

  /** Says nothing of the text. */
  @Override
  public String toString() {
    return "Context[section=" + section + "]";
  }
}
