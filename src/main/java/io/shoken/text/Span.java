package io.shoken.text;

/**
 * A passage of a text by its place.
 *
 * @param start its first char
 * @param end after its last char
 */
public record Span(int start, int end) {

  /** The passage itself. */
  public String of(String text) {
    return text.substring(start, end);
  }
}
