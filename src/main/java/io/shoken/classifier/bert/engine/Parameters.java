package io.shoken.classifier.bert.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.shoken.classifier.bert.weights.TensorSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Named float32 tensors in native memory, until closed. */
public final class Parameters implements TensorSource, AutoCloseable {
  private final PtNDManager manager;
  private final Map<String, PtNDArray> arrays = new LinkedHashMap<>();

  private Parameters(PtNDManager parent) {
    this.manager = parent.newSubManager(parent.getDevice());
  }

  /**
   * Copies the tensors to the manager's device.
   *
   * @param argument the name under which the BERT function takes them all
   */
  public static Parameters load(PtNDManager parent, String argument, TensorSource source) {
    Parameters loaded = new Parameters(parent);
    try {
      for (Map.Entry<String, List<Long>> tensor : source.shapes().entrySet()) {
        PtNDArray array = loaded.copy(tensor.getKey(), tensor.getValue(), source);
        array.setName(argument + "." + tensor.getKey());
        loaded.arrays.put(tensor.getKey(), array);
      }
      return loaded;
    } catch (IOException e) {
      loaded.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  /** Zeros of the same names and shapes. */
  public Parameters zerosLike(String argument) {
    Parameters zeros = new Parameters(manager);
    arrays.forEach(
        (name, like) -> {
          PtNDArray array = (PtNDArray) zeros.manager.zeros(like.getShape(), DataType.FLOAT32);
          array.setName(argument + "." + name);
          zeros.arrays.put(name, array);
        });
    return zeros;
  }

  public void requireGradients() {
    arrays.values().forEach(array -> array.setRequiresGradient(true));
  }

  /** All, each under its argument's name. */
  public NDList named() {
    return new NDList(arrays.values().toArray(NDArray[]::new));
  }

  public NDArray get(String name) {
    return arrays.get(name);
  }

  /** Arrays in native memory that belong to these; counted by tests. */
  public int live() {
    return manager.getManagedArrays().size();
  }

  @Override
  public Map<String, List<Long>> shapes() {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    arrays.forEach((name, array) -> shapes.put(name, dimensions(array.getShape())));
    return shapes;
  }

  @Override
  public void read(String name, FloatBuffer into) {
    PtNDArray array = arrays.get(name);
    if (!manager.getDevice().isGpu()) {
      into.put(values(array));
      return;
    }
    try (PtNDArray here = array.toDevice(Device.cpu(), true)) {
      into.put(values(here));
    }
  }

  /** Overwrites the values of the tensors that the source has. */
  public void set(TensorSource source) throws IOException {
    for (String name : source.shapes().keySet()) {
      PtNDArray array = arrays.get(name);
      if (manager.getDevice().isGpu()) {
        try (PtNDArray here = copy(name, dimensions(array.getShape()), source)) {
          here.copyTo(array);
        }
      } else {
        source.read(name, values(array));
      }
    }
  }

  private PtNDArray copy(String name, List<Long> dimensions, TensorSource source)
      throws IOException {
    Shape shape = new Shape(dimensions.stream().mapToLong(Long::longValue).toArray());
    if (!manager.getDevice().isGpu()) {
      PtNDArray array = manager.create(shape, DataType.FLOAT32);
      source.read(name, values(array));
      return array;
    }
    try (PtNDManager host = manager.newSubManager(Device.cpu())) {
      PtNDArray here = host.create(shape, DataType.FLOAT32);
      source.read(name, values(here));
      PtNDArray there = here.toDevice(manager.getDevice(), true);
      there.attach(manager);
      return there;
    }
  }

  /** The array's own memory; valid while the array is. */
  private static FloatBuffer values(PtNDArray array) {
    return array.toByteBuffer(true).asFloatBuffer();
  }

  private static List<Long> dimensions(Shape shape) {
    return LongStream.of(shape.getShape()).boxed().toList();
  }

  @Override
  public void close() {
    manager.close();
  }
}
