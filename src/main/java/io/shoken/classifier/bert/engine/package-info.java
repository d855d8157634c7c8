/**
 * BERT with 18 outputs, through DJL's PyTorch engine: reads and writes Hugging Face model folders,
 * predicts and trains. Open {@link io.shoken.classifier.bert.engine.BertModel} or {@link
 * io.shoken.classifier.bert.training.BertTrainer} first.
 */
package io.shoken.classifier.bert.engine;
