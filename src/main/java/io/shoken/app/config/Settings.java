package io.shoken.app.config;

import io.shoken.classifier.bert.recipe.FineTuneSettings;
import io.shoken.classifier.reading.ReadingSettings;
import io.shoken.evaluate.EvaluateSettings;
import io.shoken.ingest.IngestSettings;
import io.shoken.publish.PublishSettings;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.score.ScoreSettings;
import io.shoken.train.linear.TrainLinearSettings;
import io.shoken.translate.TranslateSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** All settings, as {@code reference.conf} lists and explains them. */
public record Settings(
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
    EvaluateSettings evaluate,
    PublishSettings publish) {

  /**
   * Where the tables are and how they are locked.
   *
   * @param uri folder or Hadoop URI
   * @param leaseTerm how long a lease outlives its last renewal
   */
  public record WarehouseSettings(String uri, Duration leaseTerm) {
    public WarehouseSettings {
      if (leaseTerm.compareTo(Duration.ofSeconds(4)) < 0) {
        throw new IllegalArgumentException("lease-term must be at least 4s, to be renewed in time");
      }
    }
  }

  /**
   * How Spark is started.
   *
   * @param master where spark-submit says nothing
   * @param logLevel of Spark's own messages
   * @param options any Spark option, by its full name
   */
  public record SparkSettings(String master, String logLevel, Map<String, String> options) {}

  /**
   * What the command {@code run} reads and trains.
   *
   * @param sampleData the folder that {@code run} reads where no report is named
   * @param models the folder below which {@code run} puts its models
   * @param preset of the BERT that {@code run} trains beside the linear models; empty leaves it out
   * @param published the folder that {@code run} publishes the sample data into; empty leaves it
   *     out
   */
  public record RunSettings(
      String sampleData, String models, Optional<String> preset, Optional<String> published) {}
}
