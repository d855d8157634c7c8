/** Dividing reports for cross-validation. Open {@link io.shoken.classifier.split.Folds} first. */
package io.shoken.classifier.split;
