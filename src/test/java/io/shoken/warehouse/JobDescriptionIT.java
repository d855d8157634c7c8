package io.shoken.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.testkit.Sparks;
import io.shoken.testkit.TableRows;
import io.shoken.testkit.TestWarehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobDescriptionIT {

  @Test
  void sparkShowsTheStepAndWhatItDoesForEachJob(@TempDir Path folder) throws Exception {
    TestWarehouse warehouse = new TestWarehouse(folder);
    SparkContext context = Sparks.local().sparkContext();
    List<String> descriptions = new CopyOnWriteArrayList<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            descriptions.add(String.valueOf(job.properties().getProperty("spark.job.description")));
          }
        };
    context.addSparkListener(listener);
    try {
      warehouse.run(
          new TableRows()
              .with(
                  Table.LABELS, "{\"report_id\":\"r\",\"finding\":\"Cardiomegaly\",\"label\":1}"));
      context.listenerBus().waitUntilEmpty();
    } finally {
      context.removeSparkListener(listener);
    }
    assertThat(descriptions)
        .contains("given: writes labels", "given: counts labels")
        .allMatch(description -> description.startsWith("given: "));
  }
}
