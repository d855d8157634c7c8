package io.shoken.classifier.bert.weights;

import io.shoken.core.UserException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * {@code pytorch_model.bin} as torch writes it since release 1.6: a zip with the pickle {@code
 * data.pkl} and an entry of raw values for each storage. All entries are stored as they are; one
 * that is compressed was not written by torch and could unpack to any size, so it is refused.
 */
final class TorchFile implements WeightFile {
  /** A large BERT's has 60 KiB. */
  private static final long LARGEST_PICKLE = 1L << 20;

  private static final int CHUNK = 1 << 20;

  private final Path path;
  private final ZipFile zip;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private Map<String, Unpickler.Tensor> tensors = Map.of();
  private String prefix = "";

  private TorchFile(Path path, ZipFile zip) {
    this.path = path;
    this.zip = zip;
  }

  /**
   * @throws UserException (input) if the file is no such zip, or its pickle asks for anything but
   *     tensors
   */
  static TorchFile open(Path path) {
    try {
      ZipFile zip = new ZipFile(path.toFile());
      TorchFile file = new TorchFile(path, zip);
      try {
        file.readTable();
        return file;
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          path
              + " is no whole zip archive ("
              + e.getMessage()
              + "); it is cut short, or torch before 1.6 wrote it. Save it anew as safetensors.",
          e);
    }
  }

  @Override
  public Map<String, Entry> entries() {
    return entries;
  }

  @Override
  public long bytes() throws IOException {
    return Files.size(path);
  }

  @Override
  public void read(String name, FloatBuffer into) throws IOException {
    Unpickler.Tensor tensor = tensors.get(name);
    Dtype dtype = tensor.storage().dtype();
    long size = TensorSource.size(tensor.shape());
    try (InputStream in = zip.getInputStream(entry(data(tensor.storage())))) {
      if (rowByRow(tensor)) {
        in.skipNBytes(tensor.offset() * dtype.bytes());
        decode(in, dtype, size, into);
      } else {
        FloatBuffer all = FloatBuffer.allocate(Math.toIntExact(tensor.storage().size()));
        decode(in, dtype, tensor.storage().size(), all);
        gather(tensor, all.array(), 0, tensor.offset(), into);
      }
    } catch (UserException e) {
      throw refused(Json.shown(name) + ": " + e.getMessage());
    }
  }

  private void readTable() throws IOException {
    byte[] pickle = pickle();
    try {
      tensors = Unpickler.tensors(pickle);
    } catch (Unpickler.Refused e) {
      throw refused(e.getMessage());
    }
    ZipEntry order = zip.getEntry(prefix + "byteorder");
    if (order != null && !"little".equals(new String(bytes(order), StandardCharsets.US_ASCII))) {
      throw refused("its values are not little-endian");
    }
    tensors.forEach(this::check);
  }

  private byte[] pickle() throws IOException {
    Enumeration<? extends ZipEntry> all = zip.entries();
    while (all.hasMoreElements()) {
      String name = all.nextElement().getName();
      if (name.endsWith("/data.pkl") && name.indexOf('/') == name.lastIndexOf('/')) {
        prefix = name.substring(0, name.indexOf('/') + 1);
        return bytes(entry(name));
      }
    }
    throw refused("it has no data.pkl, so torch did not write it");
  }

  private void check(String name, Unpickler.Tensor tensor) {
    Unpickler.Storage storage = tensor.storage();
    ZipEntry entry = entry(data(storage));
    List<Long> shape = tensor.shape();
    List<Long> strides = tensor.strides();
    boolean fits =
        shape.size() == strides.size()
            && shape.stream().allMatch(n -> n >= 0)
            && strides.stream().allMatch(n -> n >= 0)
            && tensor.offset() >= 0
            && storage.size() >= 0
            && storage.size() <= Long.MAX_VALUE / 8
            && entry.getSize() == storage.size() * storage.dtype().bytes()
            && last(tensor) < storage.size()
            && size(tensor) <= storage.size();
    if (!fits) {
      throw refused(Json.shown(name) + " of shape " + shape + " does not fit its stored values");
    }
    entries.put(name, new Entry(storage.dtype(), shape));
  }

  /** Its values; with strides of 0 a tensor of billions could lie in a storage of one. */
  private static long size(Unpickler.Tensor tensor) {
    try {
      return TensorSource.size(tensor.shape());
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  /** The place of the tensor's last value in its storage, or -1 where it has none. */
  private long last(Unpickler.Tensor tensor) {
    if (size(tensor) == 0) {
      return -1;
    }
    try {
      long last = tensor.offset();
      for (int i = 0; i < tensor.shape().size(); i++) {
        long steps = Math.multiplyExact(tensor.shape().get(i) - 1, tensor.strides().get(i));
        last = Math.addExact(last, steps);
      }
      return last;
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  private static boolean rowByRow(Unpickler.Tensor tensor) {
    long expected = 1;
    for (int i = tensor.shape().size() - 1; i >= 0; i--) {
      if (tensor.shape().get(i) > 1 && tensor.strides().get(i) != expected) {
        return false;
      }
      expected *= tensor.shape().get(i);
    }
    return true;
  }

  /** A transposed tensor, as conversions from TensorFlow leave them, comes out row by row. */
  private static void gather(
      Unpickler.Tensor tensor, float[] all, int dimension, long at, FloatBuffer into) {
    if (dimension == tensor.shape().size()) {
      into.put(all[(int) at]);
      return;
    }
    for (long i = 0; i < tensor.shape().get(dimension); i++) {
      gather(tensor, all, dimension + 1, at + i * tensor.strides().get(dimension), into);
    }
  }

  private static void decode(InputStream in, Dtype dtype, long values, FloatBuffer into)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long left = values * dtype.bytes();
    while (left > 0) {
      int wanted = (int) Math.min(CHUNK, left);
      if (in.readNBytes(chunk, 0, wanted) < wanted) {
        throw new EOFException("an entry ended early");
      }
      dtype.decode(ByteBuffer.wrap(chunk, 0, wanted).order(ByteOrder.LITTLE_ENDIAN), into);
      left -= wanted;
    }
  }

  private String data(Unpickler.Storage storage) {
    return prefix + "data/" + storage.key();
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw refused("its entry " + Json.shown(name) + " is missing");
    }
    if (entry.getMethod() != ZipEntry.STORED) {
      throw refused("its entry " + Json.shown(name) + " is compressed, which torch never does");
    }
    return entry;
  }

  private byte[] bytes(ZipEntry entry) throws IOException {
    if (entry.getSize() > LARGEST_PICKLE) {
      throw refused(
          "its entry " + Json.shown(entry.getName()) + " has " + entry.getSize() + " bytes");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes((int) LARGEST_PICKLE);
    }
  }

  private UserException refused(String reason) {
    return UserException.input(path + ": " + reason + ".");
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
