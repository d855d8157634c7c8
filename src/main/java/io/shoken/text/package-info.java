/**
 * What several steps read out of text: sentences, fields of CSV and TSV files, tokens of a chat
 * model. Open {@link io.shoken.text.SentenceCutter} for sentences and {@code clinical} for the
 * statements in them; {@link io.shoken.text.FieldScanner} reads a CSV record strictly, and {@code
 * ingest} adds recovery to it.
 */
package io.shoken.text;
