/**
 * BERT model folders as files: configuration, weights in safetensors or a pickle, notes. Every file
 * is read as hostile. Open {@link io.shoken.classifier.bert.weights.BertFolder} first.
 */
package io.shoken.classifier.bert.weights;
