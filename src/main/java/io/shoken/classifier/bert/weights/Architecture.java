package io.shoken.classifier.bert.weights;

import java.util.Arrays;
import java.util.Optional;

/** The {@code architectures} of {@code config.json} that hold a BERT. */
public enum Architecture {
  CLASSIFIER("BertForSequenceClassification"),
  PRE_TRAINING("BertForPreTraining"),
  MASKED_WORDS("BertForMaskedLM"),
  BARE("BertModel");

  private final String key;

  Architecture(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  static Optional<Architecture> ofKey(String key) {
    return Arrays.stream(values()).filter(a -> a.key.equals(key)).findFirst();
  }
}
