/**
 * Updates of a BERT's weights: batches, loss, AdamW and checkpoints. Open {@link
 * io.shoken.classifier.bert.training.Trainer} first; {@code classifier.bert.recipe} decides what is
 * trained on what.
 */
package io.shoken.classifier.bert.training;
