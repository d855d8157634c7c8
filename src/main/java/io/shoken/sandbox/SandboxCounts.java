package io.shoken.sandbox;

/**
 * What the server itself saw since it started: the independent witness of how many calls a job
 * made.
 *
 * @param requests chat requests of any outcome
 * @param answered those answered with a translation
 * @param refused those answered with any other status than 200, 401 and 429
 * @param limited those answered 429
 * @param unauthorized those answered 401
 */
public record SandboxCounts(
    long requests, long answered, long refused, long limited, long unauthorized) {}
