/**
 * The warehouse: immutable tables of Parquet files under run manifests, and the one Japanese text
 * that the classifiers read. Open {@link io.shoken.table.Warehouse} first, then {@link
 * io.shoken.table.Step}.
 */
package io.shoken.table;
