/**
 * Runs a BERT through DJL's PyTorch engine: one TorchScript function, {@code bert/bert.py}, called
 * with weights and token ids. Open {@link io.shoken.classifier.bert.engine.BertModel} first, then
 * {@link io.shoken.classifier.bert.engine.BertFunction}.
 */
package io.shoken.classifier.bert.engine;
