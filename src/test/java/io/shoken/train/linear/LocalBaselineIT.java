package io.shoken.train.linear;

import static io.shoken.testkit.TestWarehouse.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shoken.classifier.reading.BaselineClassifier;
import io.shoken.console.Progress;
import io.shoken.testkit.TestWarehouse;
import io.shoken.train.TrainingTable;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Table;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBaselineIT {
  @TempDir Path folder;

  @Test
  void readsAsTheBaselineThatSparkFits() {
    TestWarehouse warehouse = TestWarehouse.ofTwoSplits(folder.resolve("warehouse"));
    Dataset<Row> texts = new JapaneseTexts(warehouse.warehouse(), ANY).read();
    String source = warehouse.warehouse().read(Table.LABELS).first().<String>getAs("label_source");
    Dataset<Row> training =
        TrainingTable.of(warehouse.warehouse(), texts, source, List.of("train"));
    PipelineModel here = new LocalBaseline(Progress.SILENT).fit(training);
    PipelineModel there = new SparkBaseline(Progress.SILENT).fit(training);
    for (int stage = 0; stage < here.stages().length; stage++) {
      assertThat(here.stages()[stage].getClass()).isEqualTo(there.stages()[stage].getClass());
      if (here.stages()[stage] instanceof CountVectorizerModel words) {
        assertThat(words.vocabulary())
            .containsExactlyInAnyOrder(((CountVectorizerModel) there.stages()[stage]).vocabulary());
      }
    }
    Map<String, Double> expected = probabilities(there, texts);
    Map<String, Double> probabilities = probabilities(here, texts);
    assertThat(probabilities).hasSameSizeAs(expected).hasSizeGreaterThan(18 * 20);
    probabilities.forEach((key, p) -> assertThat(p).isCloseTo(expected.get(key), within(0.002)));
  }

  private static Map<String, Double> probabilities(PipelineModel model, Dataset<Row> texts) {
    Map<String, Double> probabilities = new HashMap<>();
    for (Row row : new BaselineClassifier(model, new double[18]).read(texts).collectAsList()) {
      probabilities.put(
          row.<String>getAs("report_id") + row.<String>getAs("finding"),
          row.<Double>getAs("probability"));
    }
    return probabilities;
  }
}
