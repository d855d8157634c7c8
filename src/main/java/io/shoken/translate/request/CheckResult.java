package io.shoken.translate.request;

/**
 * What one check of a text or its answer found; rows of {@code translations} hold them in an array.
 *
 * @param detail what was found, such as a count or the numbers that differ
 */
public record CheckResult(String check, boolean passed, String detail) {}
