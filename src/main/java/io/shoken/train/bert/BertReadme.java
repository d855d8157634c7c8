package io.shoken.train.bert;

import io.shoken.classifier.bert.recipe.FineTuneSettings;
import io.shoken.classifier.bert.recipe.FineTuning;
import io.shoken.classifier.bert.recipe.ValidationScores;
import io.shoken.domain.Finding;
import java.util.Locale;

/** The page that a person finds in the folder of a BERT classifier: a Hugging Face model card. */
final class BertReadme {
  private BertReadme() {}

  static String of(FineTuning.Data data, FineTuning.Trained trained, FineTuneSettings settings) {
    return """
        ---
        language: ja
        license: %s
        pipeline_tag: text-classification
        tags: [radiology, chest-ct, multi-label]
        ---
        # A BERT that reads 18 findings out of Japanese chest-CT reports

        | | |
        |---|---|
        | base model | %s |
        | reads | %s |
        | trained on | %s reports of split %s%s |
        | validated on | %s reports, a part of the same splits |
        | labels | %s |
        | training data (SHA-256 of text hashes and labels) | `%s` |
        | licence that travels with the data | %s |
        | trained by | shoken %s |

        ## Scores

        %s
        ## Files

        `transformers` loads the folder as a BertForSequenceClassification. `shoken.json` holds
        thresholds, temperature and how reports are read; `training_texts.tsv` the hash of every
        text that was seen in training, so that an evaluation can leave them out. Settings:

        ```
        %s
        ```

        ## Use and limits

        For counting and searching findings in Japanese chest-CT reports, in research. Not a medical
        device: it reads what a report says, knows nothing of the images, and must not be used to
        decide on care. Thresholds and temperature were fitted on the validation part; on reports of
        another hospital, or written rather than translated, fit them again. A model that was trained
        on CT-RATE or its translations comes under CC BY-NC-SA 4.0. Weights may hold traces of
        training texts: treat the folder as you treat the reports.
        """
        .formatted(
            data.licence().equals("unknown") ? "other" : data.licence().toLowerCase(Locale.ROOT),
            data.baseName().isEmpty() ? "none: made from nothing" : data.baseName(),
            reads(settings),
            data.origin().get("training_reports"),
            data.origin().get("splits"),
            data.origin().containsKey("left_out")
                ? " without " + data.origin().get("left_out")
                : "",
            data.origin().get("validation_reports"),
            data.origin().get("label_source"),
            data.dataHash(),
            data.licence(),
            data.origin().get("code_version"),
            trained.scores().map(BertReadme::scores).orElse("No part was kept to validate by.\n"),
            settings.recipe());
  }

  private static String reads(FineTuneSettings settings) {
    return switch (settings.reading()) {
      case REPORT -> "the whole report, long ones in windows";
      case EVIDENCE ->
          "each passage ("
              + settings.passages()
              + ") alone; a finding's probability is 1 minus the product of (1 - p) over them";
    };
  }

  private static String scores(ValidationScores scores) {
    StringBuilder table = new StringBuilder();
    table.append("F1 on the ").append(scores.reports());
    table.append(" validation reports with 95 % bootstrap intervals. Epoch, temperature and");
    table.append(
        " thresholds were chosen by them, so they flatter; `evaluate` tells on others.\n\n");
    table.append("| finding | positives | F1 | interval |\n|---|---|---|---|\n");
    for (int k = 0; k < Finding.labels().size(); k++) {
      row(table, Finding.labels().get(k), scores.findings().get(k));
    }
    row(table, "macro", scores.macro());
    return table.toString();
  }

  private static void row(StringBuilder table, String name, ValidationScores.Score score) {
    table.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.3f | %.3f-%.3f |%n",
            name,
            score.positives(),
            score.f1(),
            score.low(),
            score.high()));
  }
}
