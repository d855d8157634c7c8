package io.shoken.train.linear;

import io.shoken.classifier.folder.ModelCard;

/** The page that a person finds in a model folder. */
final class ModelReadme {
  private ModelReadme() {}

  static String of(ModelCard card, String description) {
    return """
        # A classifier of 18 findings in Japanese chest-CT reports (%s)

        %s
        | | |
        |---|---|
        | trained on | %d reports of split %s |
        | labels | %s |
        | training data (SHA-256 of text hashes and labels) | `%s` |
        | lexicon used | %s |
        | seed | %d |
        | trained by | shoken %s |

        `shoken.json` holds this and the thresholds; `training_texts.tsv` holds the hash of every
        training text, so that an evaluation can leave them out.

        Not a medical device: it reads what a report says and must not be used to decide on care.
        Probabilities are calibrated on the training labels only; on reports of another hospital fit
        the thresholds again.
        """
        .formatted(
            card.kind(),
            description,
            card.trainingReports(),
            String.join(", ", card.splits()),
            card.labelSource(),
            card.trainingDataHash(),
            card.lexicon() ? "yes" : "no",
            card.seed(),
            card.codeVersion());
  }
}
