/**
 * BERT with 18 outputs, through DJL's PyTorch engine: reads and writes Hugging Face model folders,
 * predicts and trains. Open {@link io.shoken.bert.BertClassifier} or {@link
 * io.shoken.bert.BertTrainer} first.
 */
package io.shoken.bert;
