/**
 * Radiologists' review: texts to people and back, and what their work says about the translation.
 * Open {@link io.shoken.review.ReviewExport}, {@link io.shoken.review.ReviewImport} and {@link
 * io.shoken.review.ReviewReport}.
 */
package io.shoken.review;
