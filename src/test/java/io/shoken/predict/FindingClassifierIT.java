package io.shoken.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shoken.classifier.reading.LoadedBert;
import io.shoken.core.UserException;
import io.shoken.testkit.Sparks;
import io.shoken.testkit.TinyBert;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage of Spark ML and the SQL function. */
class FindingClassifierIT {
  private static final TinyBert.Case ROW = TinyBert.golden(40);
  private static final StructType SCHEMA = StructType.fromDDL("n INT, text STRING");

  private final SparkSession spark = Sparks.local();

  @TempDir Path folder;
  private TinyBert tiny;
  private Dataset<Row> texts;

  @BeforeEach
  void write() {
    tiny = TinyBert.writeFor(folder.resolve("model"), ROW);
    List<Row> rows = new ArrayList<>();
    rows.add(RowFactory.create(0, tiny.text(ROW)));
    rows.add(RowFactory.create(1, null));
    rows.add(RowFactory.create(2, ""));
    texts = spark.createDataFrame(rows, SCHEMA).repartition(2);
  }

  @AfterEach
  void nothingStays() {
    LoadedBert.closeIdle();
    assertThat(LoadedBert.loaded()).isZero();
  }

  @Test
  void aSavedPipelineReadsAsTheOneThatWasSaved() throws Exception {
    String saved = folder.resolve("pipeline").toString();
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {stage().setOutputCol("f")});
    pipeline.fit(texts).write().save(saved);
    PipelineModel loaded = PipelineModel.load(saved);
    StructType promised = loaded.transformSchema(SCHEMA);
    Dataset<Row> read = loaded.transform(texts);
    assertThat(read.schema()).isEqualTo(promised);
    requireFindings(read.select("n", "f"));
  }

  @Test
  void refusesColumnsThatAreNotThereOrNoText() {
    assertThatThrownBy(() -> stage().setInputCol("report").transformSchema(SCHEMA))
        .hasMessage("there is no column \"report\" (inputCol)");
    assertThatThrownBy(() -> stage().setInputCol("n").transformSchema(SCHEMA))
        .hasMessage("column \"n\" (inputCol) is no string but int");
    assertThatThrownBy(() -> stage().setOutputCol("n").transformSchema(SCHEMA))
        .hasMessage("there is a column \"n\" (outputCol) already");
    assertThatThrownBy(() -> stage().setPrecision("fp8").transform(texts))
        .hasMessage("precision is \"fp8\", expected one of [fp32, bf16]");
  }

  @Test
  void theFunctionReadsAsTheStage() {
    FindingFunction.register(spark, tiny.path().toString());
    texts.createOrReplaceTempView("texts");
    requireFindings(spark.sql("SELECT n, shoken_findings(text) FROM texts"));
    List<Row> exploded =
        spark
            .sql(
                "SELECT n, f.finding FROM (SELECT n, explode(shoken_findings(text)) f FROM texts)"
                    + " WHERE f.finding = 'Emphysema'")
            .collectAsList();
    assertThat(exploded).hasSize(2);
  }

  @Test
  void anExtensionBringsTheFunctionToEverySession() {
    SparkSession.clearActiveSession();
    SparkSession.clearDefaultSession();
    try {
      SparkSession extended =
          SparkSession.builder().withExtensions(new FindingExtensions()).getOrCreate();
      extended.conf().unset("spark.shoken.model");
      extended.createDataFrame(texts.collectAsList(), SCHEMA).createOrReplaceTempView("more");
      assertThatThrownBy(() -> extended.sql("SELECT shoken_findings(text) FROM more"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("needs the option spark.shoken.model");
      extended.conf().set("spark.shoken.model", tiny.path().toString());
      requireFindings(extended.sql("SELECT n, shoken_findings(text) FROM more"));
    } finally {
      SparkSession.setDefaultSession((org.apache.spark.sql.classic.SparkSession) spark);
      SparkSession.setActiveSession((org.apache.spark.sql.classic.SparkSession) spark);
    }
  }

  private FindingClassifier stage() {
    return new FindingClassifier().setModelFolder(tiny.path().toString()).setInputCol("text");
  }

  private static void requireFindings(Dataset<Row> read) {
    List<Row> rows = read.orderBy("n").collectAsList();
    assertThat(rows).hasSize(3);
    List<Row> golden = rows.get(0).getList(1);
    assertThat(golden).hasSize(18);
    for (Row finding : golden) {
      Map<String, Double> expected = ROW.logits();
      assertThat(finding.<Double>getAs("logit"))
          .isCloseTo(expected.get(finding.<String>getAs("finding")), within(1e-5));
    }
    assertThat(rows.get(1).isNullAt(1)).isTrue();
    assertThat(rows.get(2).getList(1)).hasSize(18);
  }
}
