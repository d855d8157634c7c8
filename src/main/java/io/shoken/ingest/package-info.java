/**
 * CSV files of CT-RATE's and CT-RATE-JPN's shapes become reports, labels, imported translations and
 * revisions; rows that break the contract become rejects. Open {@link io.shoken.ingest.Ingest}
 * first, then {@link io.shoken.ingest.csv.RecordReader}.
 */
package io.shoken.ingest;
