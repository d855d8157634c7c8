package io.shoken.classifier.folder;

import java.util.Set;

/**
 * The names by which a model folder can make this program build an object. A folder may come from
 * anyone, so its loaders build what is listed here, by code of this program, and refuse every other
 * name before anything is looked up, loaded or called.
 *
 * <p>An evidence model and the configuration of a BERT name no classes at all, and the function
 * that DJL's engine loads comes from this program's own resources.
 */
public final class Trusted {
  private static final String ML = "org.apache.spark.ml.";

  /** The pipeline of a baseline: what {@code pipeline/metadata} names. */
  public static final String PIPELINE = ML + "PipelineModel";

  /** The stages of a baseline's pipeline, as {@code classifier.baseline} builds them. */
  public static final Set<String> STAGES =
      Set.of(
          ML + "feature.RegexTokenizer",
          ML + "feature.NGram",
          ML + "feature.CountVectorizerModel",
          ML + "feature.VectorAssembler",
          ML + "feature.IDFModel",
          ML + "feature.Normalizer",
          ML + "classification.LogisticRegressionModel");

  /** The functions that the pickle in {@code pytorch_model.bin} may name; none is called. */
  public static final Set<String> PICKLED_FUNCTIONS =
      Set.of(
          "collections.OrderedDict",
          "torch._utils._rebuild_tensor_v2",
          "torch._utils._rebuild_parameter");

  /** The kinds of stored values that the pickle in {@code pytorch_model.bin} may name. */
  public static final Set<String> PICKLED_STORAGES =
      Set.of(
          "torch.FloatStorage",
          "torch.HalfStorage",
          "torch.BFloat16Storage",
          "torch.DoubleStorage",
          "torch.LongStorage",
          "torch.IntStorage",
          "torch.ShortStorage",
          "torch.CharStorage",
          "torch.ByteStorage",
          "torch.BoolStorage");

  private Trusted() {}
}
