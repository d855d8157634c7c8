/**
 * Whether an answer can be the Japanese of its English source: deterministic rules over characters
 * and word lists, no model. Open {@link io.shoken.quality.check.Checks} first, then {@code
 * Comparison} for what is read out of the two texts.
 */
package io.shoken.quality.check;
