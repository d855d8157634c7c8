/**
 * Exports, submits and imports translations through a service's batch interface. Open {@link
 * io.shoken.translate.batch.BatchExport} first; {@link io.shoken.translate.batch.BatchParts} has
 * the states that a batch goes through.
 */
package io.shoken.translate.batch;
