package io.shoken.review.file;

import java.util.List;

/**
 * A file that came back.
 *
 * @param name for messages
 * @param exportId null in a CSV file, whose texts tell it
 * @param stage null in a CSV file
 * @param mayHaveLostCharacters whether its encoding lacks characters, so that a question mark can
 *     stand for one
 */
public record Returned(
    String name,
    String exportId,
    String reviewer,
    String stage,
    boolean mayHaveLostCharacters,
    List<Answered> rows) {}
