/**
 * Writes the corpus in the files that the field downloads: CT-RATE-JPN's two CSV files, Parquet
 * with labels, cards, licence and provenance. Open {@link io.shoken.publish.Publish} first, then
 * {@code PublishedRows} for what a row holds.
 */
package io.shoken.publish;
