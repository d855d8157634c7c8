/**
 * The warehouse: immutable tables of Parquet files under run manifests, and the one Japanese text
 * that the classifiers read. Open {@link io.shoken.warehouse.Warehouse} first, then {@link
 * io.shoken.warehouse.Step}.
 */
package io.shoken.warehouse;
