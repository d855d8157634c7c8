package io.shoken.review.sample;

import java.util.List;

/**
 * A report that can be drawn.
 *
 * @param textKeys a name for each of its texts that can be reviewed: equal texts have equal names
 * @param chars of its English
 * @param doubtful a check fails in one of its texts
 * @param rejected the answer to one of its texts was rejected
 * @param rareFinding it has a finding that few reports have
 */
public record Candidate(
    String reportId,
    List<String> textKeys,
    int chars,
    boolean doubtful,
    boolean rejected,
    boolean rareFinding) {}
