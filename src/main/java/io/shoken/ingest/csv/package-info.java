/**
 * Records of CSV files of several encodings and dialects, with recovery after a damaged one. Open
 * {@link io.shoken.ingest.csv.RecordReader} first.
 */
package io.shoken.ingest.csv;
