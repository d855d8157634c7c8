package io.shoken.quality.privacy;

/**
 * A passage that may identify somebody.
 *
 * @param start the first char, from 0
 * @param end after the last char
 */
public record Match(Kind kind, int start, int end) {
  boolean overlaps(Match other) {
    return start < other.end && other.start < end;
  }
}
