package io.shoken.review.file;

/**
 * An answer that fits its export.
 *
 * @param text in NFC; the very text that was shown where the reviewer changed nothing
 * @param status {@code approved}, {@code edited}, {@code unsure} or {@code skipped}
 * @param choice of a comparison {@code machine}, {@code revised} or {@code same}; else null
 */
public record Revision(
    Item item, Answered answer, String text, String status, String choice, boolean untouched) {}
