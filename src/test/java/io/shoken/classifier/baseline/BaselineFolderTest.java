package io.shoken.classifier.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.classifier.folder.ModelFolder;
import io.shoken.classifier.folder.Trusted;
import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound and hostile pipelines, written here file by file. */
class BaselineFolderTest {
  private static final String ML = "org.apache.spark.ml.";
  private static final MessageType VOCABULARY =
      MessageTypeParser.parseMessageType(
          "message m { optional group vocabulary (LIST) { repeated group list {"
              + " optional binary element (UTF8); } } }");
  private static final MessageType IDF =
      MessageTypeParser.parseMessageType(
          "message m { optional group idf { required int32 type (INT_8); optional int32 size;"
              + " optional group indices (LIST) { repeated group list { required int32 element; } }"
              + " optional group values (LIST) { repeated group list { required double element; } }"
              + " } optional group docFreq (LIST) { repeated group list { required int64 element; }"
              + " } required int64 numDocs; }");
  private static final MessageType REGRESSION =
      MessageTypeParser.parseMessageType(
          "message m { required int32 numClasses; required int32 numFeatures; optional group"
              + " interceptVector { required int32 type (INT_8); optional int32 size; optional"
              + " group indices (LIST) { repeated group list { required int32 element; } } optional"
              + " group values (LIST) { repeated group list { required double element; } } }"
              + " optional group coefficientMatrix { required int32 type (INT_8); required int32"
              + " numRows; required int32 numCols; optional group colPtrs (LIST) { repeated group"
              + " list { required int32 element; } } optional group rowIndices (LIST) { repeated"
              + " group list { required int32 element; } } optional group values (LIST) { repeated"
              + " group list { required double element; } } required boolean isTransposed; }"
              + " required boolean isMultinomial; }");

  @TempDir Path model;
  private int stages;
  private final StringBuilder uids = new StringBuilder();

  @BeforeEach
  void sound() throws IOException {
    for (int i = 0; i < 22; i++) {
      uids.append(i == 0 ? "" : ",").append("\"s_").append(i).append('"');
    }
    pipeline(ML + "PipelineModel", uids.toString());
    stage(
        "feature.RegexTokenizer",
        "'inputCol':'text_ja','outputCol':'characters','pattern':'\\\\S','gaps':false,"
            + "'toLowercase':false,'minTokenLength':1");
    Path counts =
        stage(
            "feature.CountVectorizerModel",
            "'inputCol':'characters','outputCol':'counts_1','binary':true,'minTF':1.0,'minDF':0.1");
    vocabulary(counts, List.of("影", "胸", "水"));
    stage(
        "feature.VectorAssembler",
        "'inputCols':['counts_1'],'outputCol':'counts','handleInvalid':'error'");
    idf(stage("feature.IDFModel", "'inputCol':'counts','outputCol':'features'"), 3);
    for (int k = 0; k < 18; k++) {
      Path regression =
          stage(
              "classification.LogisticRegressionModel",
              "'featuresCol':'features','rawPredictionCol':'raw_%d','probabilityCol':'probability_%d','predictionCol':'prediction_%d','threshold':0.5"
                  .formatted(k, k, k));
      regression(regression, k % 2 == 0);
    }
  }

  @Test
  void buildsTheStagesThatTheMetadataName() {
    PipelineModel pipeline = load();
    assertThat(pipeline.stages()).hasSize(22);
    for (int k = 0; k < 18; k++) {
      Transformer last = pipeline.stages()[4 + k];
      LogisticRegressionModel regression = (LogisticRegressionModel) last;
      assertThat(regression.coefficients().toArray()).containsExactly(0.5, 0, -2);
      assertThat(regression.intercept()).isEqualTo(0.25);
      assertThat(regression.getRawPredictionCol()).isEqualTo("raw_" + k);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.spark.ml.feature.SQLTransformer, statement, ADD JAR '/x.jar'",
    "org.apache.spark.ml.PipelineModel, stageUids, x",
    "org.apache.spark.ml.feature.HashingTF, numFeatures, 8",
    "sun.misc.Unsafe, x, y",
    "io.shoken.predict.FindingClassifier, modelFolder, /m",
    "'', x, y"
  })
  void refusesAnyOtherStageByNameBeforeItIsLookedUp(String name, String key, String value)
      throws IOException {
    metadata(
        stageFolder(2),
        "{\"class\":\"%s\",\"uid\":\"s_2\",\"paramMap\":{\"%s\":\"%s\"}}"
            .formatted(name, key, value));
    assertRefused("stages/02_s_2", '"' + name + "\" is none that train-linear writes");
  }

  @Test
  void refusesAPipelineOfAnotherClass() throws IOException {
    pipeline("org.apache.spark.ml.tuning.CrossValidatorModel", uids.toString());
    assertRefused("/pipeline", "CrossValidatorModel\" is no pipeline");
  }

  @Test
  void refusesAStageOutsideTheFolder() throws IOException {
    pipeline(ML + "PipelineModel", "\"../../../x\"");
    assertRefused("/pipeline", "the uid of a stage must be letters");
  }

  @ParameterizedTest
  @CsvSource({
    "0, pattern, (x+x+)+y, parameter pattern must be",
    "0, outputCol, a b, parameter outputCol must be the name of a column",
    "0, inputCol, nothing, no stage before makes its column nothing",
    "0, engine, x, parameter \"engine\" is none that train-linear sets",
    "2, handleInvalid, skip, parameter handleInvalid must be",
    "3, outputCol, counts, the column counts is there already",
    "3, inputCol, characters, no stage before makes vectors in column characters"
  })
  void refusesAParameterThatTrainLinearDoesNotSet(
      int stage, String name, String value, String reason) throws IOException {
    Path file = stageFolder(stage).resolve("metadata/part-00000");
    ObjectNode json = (ObjectNode) new JsonMapper().readTree(file.toFile());
    json.withObject("paramMap").put(name, value);
    Files.writeString(file, json.toString());
    assertRefused("stages/0" + stage, reason);
  }

  @Test
  void refusesVectorsThatDoNotFitEachOther() throws IOException {
    idf(stageFolder(3), 4);
    assertRefused("stages/03_s_3", "idf does not fit the other stages");
  }

  @Test
  void refusesAPipelineThatReadsFewerFindings() throws IOException {
    pipeline(ML + "PipelineModel", "\"s_0\"");
    Files.move(stageFolder(0), stageFolder(0).resolveSibling("0_s_0"));
    assertRefused("/pipeline", "no stage reads the finding Medical material");
  }

  @Test
  void refusesValuesThatUnpackToFarMoreThanTheFile() throws IOException {
    vocabulary(stageFolder(1), Collections.nCopies(5_000_000, "影"));
    assertThat(Files.size(stageFolder(1).resolve("data/part-00000.parquet"))).isLessThan(2 << 20);
    assertRefused("stages/01_s_1", "has 5000000 values; at most");
  }

  @Test
  void refusesADamagedFile() throws IOException {
    Path file = stageFolder(1).resolve("data/part-00000.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused("stages/01_s_1", "is damaged");
    Files.write(file, new byte[100]);
    assertRefused("stages/01_s_1", "is damaged");
  }

  @Test
  void refusesAFolderWithoutMetadata() throws IOException {
    Files.delete(stageFolder(2).resolve("metadata/part-00000"));
    assertRefused("stages/02_s_2", "has 0 files part-*");
  }

  private PipelineModel load() {
    Configuration configuration = new Configuration();
    return BaselineFolder.load(new ModelFolder(model.toString(), configuration), configuration);
  }

  private void assertRefused(String where, String reason) {
    assertThatThrownBy(this::load)
        .isInstanceOf(UserException.class)
        .hasMessageContaining(where)
        .hasMessageContaining(reason);
  }

  private void pipeline(String name, String stageUids) throws IOException {
    metadata(
        model.resolve("pipeline"),
        "{\"class\":\"%s\",\"uid\":\"shoken-baseline\",\"paramMap\":{\"stageUids\":[%s]}}"
            .formatted(name, stageUids));
  }

  private Path stage(String name, String parameters) throws IOException {
    assertThat(Trusted.STAGES).contains(ML + name);
    Path folder = stageFolder(stages);
    metadata(
        folder,
        "{\"class\":\"%s\",\"uid\":\"s_%d\",\"paramMap\":{%s},\"defaultParamMap\":{}}"
            .formatted(ML + name, stages, parameters.replace('\'', '"')));
    stages++;
    return folder;
  }

  private Path stageFolder(int stage) {
    return model.resolve("pipeline/stages/%02d_s_%d".formatted(stage, stage));
  }

  private static void metadata(Path folder, String json) throws IOException {
    Files.createDirectories(folder.resolve("metadata"));
    Files.writeString(folder.resolve("metadata/part-00000"), json);
  }

  private static void vocabulary(Path stage, List<String> words) throws IOException {
    Group row = new SimpleGroupFactory(VOCABULARY).newGroup();
    Group list = row.addGroup("vocabulary");
    words.forEach(word -> list.addGroup("list").add("element", word));
    write(stage, VOCABULARY, row);
  }

  private static void idf(Path stage, int size) throws IOException {
    Group row = new SimpleGroupFactory(IDF).newGroup();
    Group vector = row.addGroup("idf").append("type", 1);
    Group values = vector.addGroup("values");
    Group reports = row.addGroup("docFreq");
    for (int i = 0; i < size; i++) {
      values.addGroup("list").add("element", 1.0 + i);
      reports.addGroup("list").add("element", 5L);
    }
    row.add("numDocs", 10L);
    write(stage, IDF, row);
  }

  /** Coefficients 0.5, 0, -2; sparse ones in either orientation. */
  private static void regression(Path stage, boolean transposed) throws IOException {
    Group row = new SimpleGroupFactory(REGRESSION).newGroup();
    row.append("numClasses", 2).append("numFeatures", 3);
    Group intercept = row.addGroup("interceptVector").append("type", 1);
    intercept.addGroup("values").addGroup("list").add("element", 0.25);
    Group matrix = row.addGroup("coefficientMatrix").append("type", 0);
    matrix.append("numRows", 1).append("numCols", 3);
    ints(matrix.addGroup("colPtrs"), transposed ? new int[] {0, 2} : new int[] {0, 1, 1, 2});
    ints(matrix.addGroup("rowIndices"), transposed ? new int[] {0, 2} : new int[] {0, 0});
    Group values = matrix.addGroup("values");
    values.addGroup("list").add("element", 0.5);
    values.addGroup("list").add("element", -2.0);
    matrix.add("isTransposed", transposed);
    row.add("isMultinomial", false);
    write(stage, REGRESSION, row);
  }

  private static void ints(Group list, int[] values) {
    for (int value : values) {
      list.addGroup("list").add("element", value);
    }
  }

  private static void write(Path stage, MessageType type, Group row) throws IOException {
    Path file = stage.resolve("data/part-00000.parquet");
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(type)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      writer.write(row);
    }
    Files.deleteIfExists(file.resolveSibling(".part-00000.parquet.crc"));
  }
}
