package io.shoken.translate.request;

/**
 * What one check of a text or its answer found; an element of the column "checks" of {@code translations}.
 *
 * @param detail what was found, such as a count or the numbers that differ
 */
public record CheckResult(String check, boolean passed, String detail) {}
