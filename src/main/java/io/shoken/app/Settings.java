package io.shoken.app;

import io.shoken.evaluate.EvaluateSettings;
import io.shoken.finetune.FineTuneSettings;
import io.shoken.ingest.IngestSettings;
import io.shoken.measure.ScoreSettings;
import io.shoken.model.ReadingSettings;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.train.TrainLinearSettings;
import io.shoken.translate.TranslateSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** All settings, as {@code reference.conf} lists and explains them. */
record Settings(
    WarehouseSettings warehouse,
    SparkSettings spark,
    RunSettings run,
    IngestSettings ingest,
    SandboxSettings sandbox,
    TranslateSettings translate,
    ScoreSettings score,
    TrainLinearSettings trainLinear,
    ReadingSettings predict,
    FineTuneSettings train,
    EvaluateSettings evaluate) {

  /**
   * @param uri folder or Hadoop URI
   * @param leaseTerm how long a lease outlives its last renewal
   */
  record WarehouseSettings(String uri, Duration leaseTerm) {
    WarehouseSettings {
      if (leaseTerm.compareTo(Duration.ofSeconds(4)) < 0) {
        throw new IllegalArgumentException("lease-term must be at least 4s, to be renewed in time");
      }
    }
  }

  /**
   * @param master where spark-submit says nothing
   * @param logLevel of Spark's own messages
   * @param options any Spark option, by its full name
   */
  record SparkSettings(String master, String logLevel, Map<String, String> options) {}

  /**
   * @param sampleData the folder that {@code run} reads where no report is named
   * @param models the folder below which {@code run} puts its models
   * @param preset of the BERT that {@code run} trains beside the linear models; empty leaves it out
   */
  record RunSettings(String sampleData, String models, Optional<String> preset) {}
}
