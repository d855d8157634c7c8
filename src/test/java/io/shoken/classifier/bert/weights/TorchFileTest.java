package io.shoken.classifier.bert.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.classifier.bert.engine.Golden;
import io.shoken.core.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles are given as Latin-1 text, a character a byte. */
class TorchFileTest {
  private static final String START = "\u0080\u0002";
  private static final String STORAGE =
      "(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0000X\3\0\0\0cpuK\6tQ";
  private static final String REBUILD = "ctorch._utils\n_rebuild_tensor_v2\n";
  private static final String NO_HOOKS = "\u0089ccollections\nOrderedDict\n)Rt";

  @TempDir private Path folder;

  @Test
  void readsATensor() throws IOException {
    try (TorchFile file =
        TorchFile.open(archive(table(tensor("K\0", "K\2K\3\u0086", "K\3K\1\u0086"))))) {
      assertThat(file.entries()).containsOnlyKeys("a");
      assertThat(values(file, 6)).containsExactly(0f, 1f, 2f, 3f, 4f, 5f);
    }
  }

  @Test
  void readsATransposedTensorRowByRow() throws IOException {
    try (TorchFile file =
        TorchFile.open(archive(table(tensor("K\0", "K\3K\2\u0086", "K\1K\3\u0086"))))) {
      assertThat(values(file, 6)).containsExactly(0f, 3f, 1f, 4f, 2f, 5f);
    }
  }

  @Test
  void readsAViewFromItsOffset() throws IOException {
    try (TorchFile file = TorchFile.open(archive(table(tensor("K\4", "K\2\u0085", "K\1\u0085"))))) {
      assertThat(values(file, 2)).containsExactly(4f, 5f);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os system",
        "posix system",
        "builtins eval",
        "builtins getattr",
        "torch.storage _load_from_bytes",
        "torch._utils _rebuild_device_tensor_from_numpy",
        "collections OrderedDict.fromkeys",
        "subprocess Popen",
        "__builtin__ exec"
      })
  void refusesEveryNameThatTensorsDoNotNeed(String name) throws IOException {
    String global = "c" + name.replace(' ', '\n') + "\n";
    Path mark = folder.resolve("ran");
    String touch = "X" + (char) (6 + mark.toString().length()) + "\0\0\0touch " + mark;
    String call = global + touch + "\u0085R";
    refused(archive(START + call + "."), name.replace(' ', '.'));
    // Nested in the value of a tensor table, and called later through the memo.
    refused(archive(START + "}(X\1\0\0\0a" + call + "u."), name.replace(' ', '.'));
    refused(
        archive(START + "}" + global + "q\7" + "h\7" + touch + "\u0085R."), name.replace(' ', '.'));
    // As an argument of an allowed call.
    refused(archive(START + REBUILD + "(" + call + "tR."), name.replace(' ', '.'));
    assertThat(mark).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "0x69", "0x6f", "0x81", "0x82", "0x83", "0x84", "0x92", "0x93", "0x50", "0x53", "0x56", "0x94",
    "0x5d"
  })
  void refusesInstructionsThatTensorsDoNotNeed(String op) throws IOException {
    int instruction = Integer.decode(op);
    refused(
        archive(START + "}" + (char) instruction + "."),
        String.format("instruction 0x%02x", instruction));
  }

  @Test
  void refusesViewsThatLeaveTheirStorage() throws IOException {
    String minusOne = "J\u00ff\u00ff\u00ff\u00ff";
    String longest = "\u008a\10" + "\u00ff".repeat(7) + "\177";
    refusedView("K\0", "K\7\u0085", "K\1\u0085");
    refusedView("K\1", "K\6\u0085", "K\1\u0085");
    refusedView("K\0", "K\2K\3\u0086", "K\1\u0085");
    refusedView("K\0", "K\6\u0085", minusOne + "\u0085");
    refusedView("K\0", minusOne + "\u0085", "K\1\u0085");
    refusedView(minusOne, "K\1\u0085", "K\1\u0085");
    refusedView("K\0", longest + "\u0085", "K\2\u0085");
    refusedView("K\0", longest + longest + "\u0086", "K\0K\0\u0086");
  }

  @Test
  void refusesAViewOfMoreValuesThanTheStorageHas() throws IOException {
    // 65535 x 255 values by strides of 0, out of the six that are stored.
    refusedView("K\0", "M\u00ff\u00ffK\u00ff\u0086", "K\0K\0\u0086");
    refusedView("K\0", "K\7\u0085", "K\0\u0085");
  }

  @Test
  void refusesAShapeOfManyDimensionsBeforeItIsCopied() throws IOException {
    String shape = "(" + "K\1".repeat(200_000) + "tq\1";
    String many = ("X\1\0\0\0a" + REBUILD + "(" + STORAGE + "K\0h\1h\1" + NO_HOOKS + "Rs");
    refused(archive(START + shape + "}" + many.repeat(3000) + "."), "tensor of 200000 dimensions");
  }

  private void refusedView(String offset, String shape, String stride) throws IOException {
    refused(archive(table(tensor(offset, shape, stride))), "does not fit its stored values");
  }

  @Test
  void refusesBrokenPickles() throws IOException {
    refused(archive(START + "}"), "ends in the middle");
    refused(archive(START + "X\u00ff\u00ff\u00ff\177abc."), "ends in the middle");
    refused(archive(START + "t."), "closes what it did not open");
    refused(archive(START + "h\1."), "recalls a value");
    refused(archive(START + "R."), "where they do not belong");
    refused(archive(START + "K\1K\2s."), "where they do not belong");
    refused(archive(START + "}K\1K\2s."), "where they do not belong");
    refused(archive(START + "K\1."), "holds no table of tensors");
    refused(archive(START + "}X\1\0\0\0aK\1s."), "\"a\" is no tensor");
    refused(archive("\u0080\4}."), "protocol 4");
    refused(
        archive(START + "ccollections\nOrderedDict\nK\1\u0085R."), "calls collections.OrderedDict");
  }

  @Test
  void aTableThatHoldsItselfEndsAtOnce() throws IOException {
    refused(archive(START + "}q\1X\1\0\0\0ah\1s."), "\"a\" is no tensor");
  }

  @Test
  void refusesAStorageThatIsNotInTheArchive() throws IOException {
    String outside = STORAGE.replace("X\1\0\0\0000", "X\11\0\0\0../../etc");
    String tensor = REBUILD + "(" + outside + "K\0K\6\u0085K\1\u0085" + NO_HOOKS + "R";
    refused(archive(table(tensor)), "\"model/data/../../etc\" is missing");
  }

  @Test
  void refusesACompressedEntry() throws IOException {
    Path file = folder.resolve("bomb.bin");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("model/data.pkl"));
      zip.write(new byte[1 << 20]);
    }
    refused(file, "is compressed, which torch never does");
  }

  @Test
  void refusesAPickleOfManyMegabytes() throws IOException {
    refused(archive(START + "(".repeat(2 << 20)), "has 2097154 bytes");
  }

  @Test
  void refusesATruncatedArchiveAndWhatIsNone() throws IOException {
    byte[] whole = Files.readAllBytes(Golden.FOLDER.resolve("classifier/pytorch_model.bin"));
    Path file = folder.resolve("cut.bin");
    for (int length : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused(file, "is no whole zip archive");
    }
    Files.writeString(file, "\u0080\2}.", StandardCharsets.ISO_8859_1);
    refused(file, "is no whole zip archive");
  }

  @Test
  void refusesBigEndianValues() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("model/data.pkl", latin1(START + "}."));
    entries.put("model/byteorder", latin1("big"));
    refused(archive(entries), "its values are not little-endian");
  }

  private static String tensor(String offset, String shape, String stride) {
    return REBUILD + "(" + STORAGE + offset + shape + stride + NO_HOOKS + "R";
  }

  private static String table(String tensor) {
    return START + "}X\1\0\0\0a" + tensor + "s.";
  }

  private static float[] values(TorchFile file, int size) throws IOException {
    FloatBuffer values = FloatBuffer.allocate(size);
    file.read("a", values);
    assertThat(values.hasRemaining()).isFalse();
    return values.array();
  }

  private static void refused(Path file, String reason) {
    assertThatThrownBy(() -> TorchFile.open(file))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  private Path archive(String pickle) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(new float[] {0, 1, 2, 3, 4, 5});
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("model/data.pkl", latin1(pickle));
    entries.put("model/data/0", data.array());
    return archive(entries);
  }

  private Path archive(Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve("made.bin");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> e : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(e.getKey());
        CRC32 crc = new CRC32();
        crc.update(e.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(e.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(e.getValue());
      }
    }
    return file;
  }

  private static byte[] latin1(String bytes) {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }
}
