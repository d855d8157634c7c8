/**
 * Which reports are reviewed, by whom and in what order. Open {@link
 * io.shoken.review.sample.Sampler} first.
 */
package io.shoken.review.sample;
