package io.shoken.llm.budget;

import java.time.Duration;

/**
 * Requests that were made before a job, and count against the account's limit per day.
 *
 * @param age how long ago the first of them was made
 */
public record EarlierRequests(Duration age, long requests) {}
