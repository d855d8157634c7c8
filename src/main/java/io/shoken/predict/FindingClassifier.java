package io.shoken.predict;

import io.shoken.classifier.bert.engine.Precision;
import io.shoken.classifier.folder.ModelFolder;
import io.shoken.classifier.reading.BertCounts;
import io.shoken.classifier.reading.BertJob;
import io.shoken.classifier.reading.CheckedBert;
import io.shoken.classifier.reading.ReadingSettings;
import io.shoken.classifier.reading.ReadingSettings.Device;
import io.shoken.classifier.reading.ReadingSettings.Evidence;
import io.shoken.classifier.reading.ReadingSettings.Pooling;
import io.shoken.classifier.reading.ReadingSettings.Windowing;
import io.shoken.classifier.reading.Verdicts;
import java.util.Arrays;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the 18 findings out of a column of Japanese reports with a BERT folder, as a stage of Spark
 * ML. The new column is an array of {@code (finding, logit, probability, threshold, decision,
 * evidence)} in file order; a null text gives null, an empty one is read as a text without words.
 *
 * <p>One model is loaded for each executor and device and shared by its tasks; a task computes on
 * {@code spark.task.cpus} threads or on the GPU that Spark assigned to it.
 */
public final class FindingClassifier extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<String> modelFolder;
  private final Param<String> inputCol;
  private final Param<String> outputCol;
  private final Param<String> precision;
  private final Param<String> device;
  private final Param<String> evidence;
  private final Param<String> windowPool;
  private final Param<String> windowOverlap;
  private final Param<String> batchTokens;

  public FindingClassifier() {
    this(Identifiable$.MODULE$.randomUID("findingClassifier"));
  }

  /** The stage of that id, as {@code load} makes it. */
  public FindingClassifier(String uid) {
    this.uid = uid;
    this.modelFolder = new Param<>(this, "modelFolder", "the folder, local or a Hadoop URI");
    this.inputCol = new Param<>(this, "inputCol", "column of texts");
    this.outputCol = new Param<>(this, "outputCol", "new column of findings");
    this.precision = new Param<>(this, "precision", "fp32 or bf16");
    this.device = new Param<>(this, "device", "auto, cpu or gpu");
    this.evidence = new Param<>(this, "evidence", "none or occlusion");
    this.windowPool = new Param<>(this, "windowPool", "max or mean over a text's windows");
    this.windowOverlap = new Param<>(this, "windowOverlap", "tokens that two windows share");
    this.batchTokens = new Param<>(this, "batchTokens", "padded positions of a batch");
    setDefault(inputCol, "text_ja");
    setDefault(outputCol, "findings");
    ReadingSettings usual = ReadingSettings.DEFAULT;
    setDefault(precision, usual.precision().key());
    setDefault(device, ReadingSettings.key(usual.device()));
    setDefault(evidence, ReadingSettings.key(usual.evidence()));
    setDefault(windowPool, ReadingSettings.key(usual.windows().pool()));
    setDefault(windowOverlap, Integer.toString(usual.windows().overlap()));
    setDefault(batchTokens, Integer.toString(usual.batchTokens()));
  }

  /** What {@code load} of a saved pipeline calls. */
  public static MLReader<FindingClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /** A stage that was saved. */
  public static FindingClassifier load(String path) {
    return read().load(path);
  }

  public FindingClassifier setModelFolder(String folder) {
    return with(modelFolder, folder);
  }

  public FindingClassifier setInputCol(String column) {
    return with(inputCol, column);
  }

  public FindingClassifier setOutputCol(String column) {
    return with(outputCol, column);
  }

  /** {@code fp32} or {@code bf16}. */
  public FindingClassifier setPrecision(String key) {
    return with(precision, key);
  }

  /** {@code auto}, {@code cpu} or {@code gpu}. */
  public FindingClassifier setDevice(String key) {
    return with(device, key);
  }

  /** {@code none} or {@code occlusion}. */
  public FindingClassifier setEvidence(String key) {
    return with(evidence, key);
  }

  /** {@code max} or {@code mean}. */
  public FindingClassifier setWindowPool(String key) {
    return with(windowPool, key);
  }

  public FindingClassifier setWindowOverlap(int tokens) {
    return with(windowOverlap, Integer.toString(tokens));
  }

  public FindingClassifier setBatchTokens(int positions) {
    return with(batchTokens, Integer.toString(positions));
  }

  private FindingClassifier with(Param<String> param, String value) {
    set(param, value);
    return this;
  }

  ReadingSettings settings() {
    return new ReadingSettings(
        constant(Precision.class, precision),
        constant(Device.class, device),
        constant(Evidence.class, evidence),
        number(batchTokens),
        new Windowing(number(windowOverlap), constant(Pooling.class, windowPool)));
  }

  private <E extends Enum<E>> E constant(Class<E> type, Param<String> param) {
    return ReadingSettings.ofKey(type, param.name(), getOrDefault(param));
  }

  private int number(Param<String> param) {
    String value = getOrDefault(param);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          param.name() + " is \"" + value + "\", expected a number of " + param.doc());
    }
  }

  /**
   * Lazy, but for the checks of the folder.
   *
   * @throws io.shoken.core.UserException (INPUT) if the folder holds no BERT that can be read
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    SparkContext context = dataset.sparkSession().sparkContext();
    ModelFolder folder = new ModelFolder(getOrDefault(modelFolder), context.hadoopConfiguration());
    transformSchema(dataset.schema());
    return BertJob.of(context, CheckedBert.open(folder), settings())
        .addFindings(
            dataset.toDF(),
            getOrDefault(inputCol),
            getOrDefault(outputCol),
            new BertCounts(context));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    String input = getOrDefault(inputCol);
    String output = getOrDefault(outputCol);
    if (!Arrays.asList(schema.fieldNames()).contains(input)) {
      throw new IllegalArgumentException("there is no column \"" + input + "\" (inputCol)");
    }
    if (!schema.apply(input).dataType().equals(DataTypes.StringType)) {
      throw new IllegalArgumentException(
          "column \""
              + input
              + "\" (inputCol) is no string but "
              + schema.apply(input).dataType().simpleString());
    }
    if (Arrays.asList(schema.fieldNames()).contains(output)) {
      throw new IllegalArgumentException(
          "there is a column \"" + output + "\" (outputCol) already");
    }
    return schema.add(output, Verdicts.type(), true);
  }

  @Override
  public FindingClassifier copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> modelFolder() {
    return modelFolder;
  }

  public Param<String> inputCol() {
    return inputCol;
  }

  public Param<String> outputCol() {
    return outputCol;
  }

  public Param<String> precision() {
    return precision;
  }

  public Param<String> device() {
    return device;
  }

  public Param<String> evidence() {
    return evidence;
  }

  public Param<String> windowPool() {
    return windowPool;
  }

  public Param<String> windowOverlap() {
    return windowOverlap;
  }

  public Param<String> batchTokens() {
    return batchTokens;
  }
}
