package io.shoken.classifier.bert.weights;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code architectures} of {@code config.json} that hold a BERT, by what is of use in them. */
public enum Architecture {
  CLASSIFIER("BertForSequenceClassification"),
  PRE_TRAINING("BertForPreTraining"),
  MASKED_WORDS("BertForMaskedLM"),
  /** The encoder alone. Of every other head on a BERT this is what training can start from. */
  BARE("BertModel");

  private static final Pattern OTHER_HEAD = Pattern.compile("Bert(For[A-Za-z]+|LMHeadModel)");

  private final String key;

  Architecture(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  static Optional<Architecture> ofKey(String key) {
    return Arrays.stream(values())
        .filter(a -> a.key.equals(key))
        .findFirst()
        .or(() -> OTHER_HEAD.matcher(key).matches() ? Optional.of(BARE) : Optional.empty());
  }
}
