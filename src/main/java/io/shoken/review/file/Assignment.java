package io.shoken.review.file;

import java.util.List;

/**
 * What one reviewer gets of an export.
 *
 * @param exportId of this reviewer's part: a file that names another reviewer does not fit it
 * @param items in the order in which this reviewer sees them
 */
public record Assignment(String exportId, String reviewer, List<Item> items) {}
