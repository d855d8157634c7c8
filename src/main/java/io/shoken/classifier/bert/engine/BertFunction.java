package io.shoken.classifier.bert.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.shoken.classifier.bert.weights.BertConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The methods of {@code bert.py} for one model shape, on one device. Arguments go over by name
 * (weights, step settings) or in the order of the method's signature (token blocks). Calls may come
 * from several threads; closing does not wait for calls, so the owner closes last.
 */
public final class BertFunction implements AutoCloseable {
  private final int padId;
  private final PtNDManager manager;
  private final PtSymbolBlock script;

  public BertFunction(BertConfig config, Compute compute) {
    padId = config.padId();
    manager = Torch.manager(compute);
    try {
      Torch.enter(false);
      byte[] archive = BertScript.archive(config, compute.precision());
      script = JniUtils.loadModule(manager, new ByteArrayInputStream(archive), true, false);
    } catch (IOException e) {
      manager.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Where the function's tensors live; its own arrays are counted by tests. */
  public PtNDManager manager() {
    return manager;
  }

  /** Gives {@link #infer} its weights; the caller may close its own copy in bf16 only. */
  public void hold(Parameters weights) {
    try (NDManager scope = manager.newSubManager()) {
      call(scope, "hold", false, weights.named());
    }
  }

  /** Logits, a row each in the block's order. */
  float[][] infer(TokenBlock block) {
    try (NDManager scope = manager.newSubManager()) {
      NDList in = new NDList();
      add(scope, in, block, "");
      NDArray logits = call(scope, "infer", false, in);
      float[] flat = logits.toFloatArray();
      int outputs = flat.length / block.rows().size();
      float[][] rows = new float[block.rows().size()][outputs];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(flat, i * outputs, rows[i], 0, outputs);
      }
      return rows;
    }
  }

  /** A call that gives one number: a loss or a norm. */
  public double number(String method, boolean gradients, NDManager scope, NDList in) {
    return call(scope, method, gradients, in).getFloat();
  }

  public NDManager scope() {
    return manager.newSubManager();
  }

  /** Adds a block's ids and lengths; {@code suffix} is {@code []} where the method takes lists. */
  public void add(NDManager scope, NDList in, TokenBlock block, String suffix) {
    in.add(
        named(
            scope.create(block.ids(padId), new Shape(block.rows().size(), block.width())),
            "ids" + suffix));
    in.add(named(scope.create(block.lengths()), "lengths" + suffix));
  }

  /** Adds the step's settings, each a 64-bit number under its name in {@code k}. */
  public void add(NDManager scope, NDList in, Map<String, ? extends Number> settings) {
    settings.forEach(
        (name, value) ->
            in.add(
                named(
                    value instanceof Long number
                        ? scope.create(number.longValue())
                        : scope.create(value.doubleValue()),
                    "k." + name)));
  }

  public static NDArray named(NDArray array, String name) {
    array.setName(name);
    return array;
  }

  private NDArray call(NDManager scope, String method, boolean gradients, NDList in) {
    Torch.enter(gradients);
    NDList all = new NDList(in);
    all.add(named(scope.zeros(new Shape(1)), "module_method:" + method));
    NDArray out =
        Torch.compute(() -> IValueUtils.forward(script, all, gradients).singletonOrThrow());
    out.attach(scope);
    return out;
  }

  @Override
  public void close() {
    script.close();
    manager.close();
  }
}
