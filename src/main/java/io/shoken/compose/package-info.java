/**
 * A corpus of synthetic chest-CT reports in the CT-RATE shape, English and Japanese, whose labels
 * follow from the sentences that it was composed of. Open {@link io.shoken.compose.ComposeFiles}
 * for the files and {@link io.shoken.compose.Composer} for the scans.
 */
package io.shoken.compose;
