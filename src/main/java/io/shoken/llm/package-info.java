/**
 * Calls a language model within one budget, for every step that needs one. Open {@link
 * io.shoken.llm.LlmSettings} first, then the packages {@code call} (one call), {@code budget} (the
 * limits of a job) and {@code journal} (paid answers on disk).
 */
package io.shoken.llm;
