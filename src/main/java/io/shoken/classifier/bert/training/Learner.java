package io.shoken.classifier.bert.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.shoken.classifier.bert.engine.BertFunction;
import io.shoken.classifier.bert.engine.Compute;
import io.shoken.classifier.bert.engine.Parameters;
import io.shoken.classifier.bert.engine.Precision;
import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.BertTensors.Part;
import io.shoken.classifier.bert.weights.FolderWeights;
import io.shoken.core.SplitMix;
import io.shoken.core.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The weights in training: gradients of several parts of a batch add up, then one update. Not safe
 * for several threads, and one per process, because dropout draws from the process's generator.
 */
public final class Learner implements AutoCloseable {
  private final TrainSettings settings;
  private final Precision precision;
  private final BertFunction function;
  private final Parameters weights;
  private final Parameters first;
  private final Parameters second;
  private long steps;

  private Learner(
      TrainSettings settings, Precision precision, BertFunction function, Parameters weights) {
    this.settings = settings;
    this.precision = precision;
    this.function = function;
    this.weights = weights;
    weights.requireGradients();
    first = weights.zerosLike("m");
    second = weights.zerosLike("v");
  }

  /** Starts from the folder's weights; parts that it lacks are drawn from the settings' seed. */
  static Learner start(
      BertFolder folder,
      Set<Part> parts,
      float classifierBias,
      TrainSettings settings,
      Compute compute) {
    BertFunction function = new BertFunction(folder.config(), compute);
    try (FolderWeights start = folder.load(parts, settings.seed(), classifierBias)) {
      Parameters weights = Parameters.load(function.manager(), "w", start);
      return new Learner(settings, compute.precision(), function, weights);
    } catch (IOException e) {
      function.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      function.close();
      throw e;
    }
  }

  /** Updates made so far. */
  long steps() {
    return steps;
  }

  /** What a training must share with a checkpoint to resume from it. */
  String identity() {
    return settings + " " + precision.key();
  }

  public BertFunction function() {
    return function;
  }

  public Parameters weights() {
    return weights;
  }

  /**
   * Runs one part of a batch through a loss method of the function.
   *
   * @param part its number in the batch, which gives it its own dropout
   * @param scale the weight of the part's summed loss in the batch's mean
   * @param training whether to drop out and to add to the gradients
   * @param arguments adds the method's own arguments, in its order
   */
  double loss(
      String method,
      int part,
      double scale,
      boolean training,
      BiConsumer<NDManager, NDList> arguments) {
    try (NDManager scope = function.scope()) {
      NDList in = new NDList();
      arguments.accept(scope, in);
      Map<String, Number> k = new HashMap<>();
      k.put("seed", seed(part));
      k.put("scale", scale);
      k.put("training", training ? 1 : 0);
      function.add(scope, in, k);
      in.addAll(weights.named());
      return function.number(method, training, scope, in);
    }
  }

  /**
   * Updates the weights by the gradients gathered and clears them.
   *
   * @return the gradients' global norm before it was cut
   * @throws UserException (usage) if it is not finite: the training has diverged
   */
  double update() {
    try (NDManager scope = function.scope()) {
      NDList in = new NDList();
      in.addAll(first.named());
      in.addAll(second.named());
      Map<String, Number> k = new HashMap<>();
      k.put("rate", settings.rate(steps));
      k.put("decay", settings.weightDecay());
      k.put("clip", settings.clip());
      k.put("beta1", TrainSettings.BETA_1);
      k.put("beta2", TrainSettings.BETA_2);
      k.put("epsilon", TrainSettings.EPSILON);
      function.add(scope, in, k);
      NDArray step = scope.create(new float[] {steps + 1}, new Shape());
      in.add(BertFunction.named(step, "k.step"));
      in.addAll(weights.named());
      double norm = function.number("adamw", false, scope, in);
      if (!Double.isFinite(norm)) {
        throw UserException.usage(
            "training ran away at step "
                + (steps + 1)
                + ": the gradient is "
                + norm
                + ". Take a smaller learning rate or more warm-up.");
      }
      steps++;
      return norm;
    }
  }

  /** All that the next step depends on, besides the settings. */
  Checkpoint.State state() {
    return new Checkpoint.State(weights, first, second);
  }

  void resumeAfter(long done) {
    steps = done;
  }

  /** The seed of a part's dropout: far apart for neighbouring steps and parts. */
  private long seed(int part) {
    long state = settings.seed() * SplitMix.GOLDEN_GAMMA + steps * 0xbf58476d1ce4e5b9L + part;
    return SplitMix.mix(state) & Long.MAX_VALUE;
  }

  @Override
  public void close() {
    function.close();
  }
}
