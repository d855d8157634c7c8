/**
 * The fields of a CSV record, read strictly. Open {@link io.shoken.text.FieldScanner} first: {@code
 * ingest} adds recovery for files of reports, {@code translate} reads a glossary with it.
 */
package io.shoken.text;
