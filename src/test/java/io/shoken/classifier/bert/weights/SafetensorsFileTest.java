package io.shoken.classifier.bert.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
  @TempDir private Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    shapes.put("scalar", List.of());
    shapes.put("none", List.of(0L, 4L));
    shapes.put("matrix", List.of(2L, 3L));
    TensorSource source =
        new TensorSource() {
          @Override
          public Map<String, List<Long>> shapes() {
            return shapes;
          }

          @Override
          public void read(String name, FloatBuffer into) {
            while (into.hasRemaining()) {
              into.put(into.position() - 1.5f);
            }
          }
        };
    SafetensorsWriter.write(file, source, Map.of("note", "x"));
    try (SafetensorsFile read = SafetensorsFile.open(file)) {
      assertThat(read.entries())
          .containsExactly(
              Map.entry("scalar", new WeightFile.Entry(Dtype.F32, List.of())),
              Map.entry("none", new WeightFile.Entry(Dtype.F32, List.of(0L, 4L))),
              Map.entry("matrix", new WeightFile.Entry(Dtype.F32, List.of(2L, 3L))));
      assertThat(read.metadata()).containsEntry("format", "pt").containsEntry("note", "x");
      assertThat(values(read, "matrix", 6)).containsExactly(-1.5f, -0.5f, 0.5f, 1.5f, 2.5f, 3.5f);
    }
  }

  @Test
  void readsHalfPrecisionExactly() throws IOException {
    // 1, -2, the least subnormal, the largest; then 1 and -0.5 in bfloat16.
    short[] bits = {0x3c00, (short) 0xc000, 0x0001, 0x7bff, 0x3f80, (short) 0xbf00};
    ByteBuffer data = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    data.asShortBuffer().put(bits);
    Path file =
        file(
            "{\"h\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[8,12]}}",
            data.array());
    try (SafetensorsFile read = SafetensorsFile.open(file)) {
      assertThat(values(read, "h", 4)).containsExactly(1f, -2f, 0x1p-24f, 65504f);
      assertThat(values(read, "b", 2)).containsExactly(1f, -0.5f);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0,4]|[8,12]|is said to lie at [8, 12] of 8 bytes",
        "[-4,0]|[4,8]|has data_offsets \"-4\"",
        "[4,0]|[4,8]|is said to lie at [4, 0]",
        "[0,4]|[0,4]|overlaps the tensor before it",
        "[4,8]|[4,8]|follows a gap",
        "[0,4]|[9223372036854775807,9223372036854775807]|is said to lie at",
        "[0,99999999999999999999]|[4,8]|has data_offsets",
        "[0]|[4,8]|is said to lie at [0]",
      })
  void refusesRangesThatDoNotFit(String a, String b, String reason) throws IOException {
    String entry = "\"%s\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":%s}";
    String json = "{" + String.format(entry, "a", a) + "," + String.format(entry, "b", b) + "}";
    refused(file(json, new byte[8]), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2]|F32|is said to lie at [0, 4]",
        "[4294967296,4294967296,1]|F32|has the shape [4294967296, 4294967296, 1]",
        "[-1]|F32|has shape \"-1\"",
        "[1.5]|F32|has shape \"1.5\"",
        "[1]|F8_E4M3|has the dtype \"F8_E4M3\"",
        "[1]|F64|is said to lie at [0, 4]",
      })
  void refusesShapesThatDoNotFit(String shape, String dtype, String reason) throws IOException {
    String json =
        "{\"a\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":[0,4]}}";
    refused(file(json, new byte[4]), reason);
  }

  @Test
  void refusesBytesOfNoTensorANameTwiceAndWhatIsNoJson() throws IOException {
    String one = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    refused(file("{" + one + "}", new byte[9]), "5 bytes at its end belong to no tensor");
    refused(file("{" + one + "," + one + "}", new byte[4]), "Duplicate");
    refused(file("{\"a\"", new byte[4]), "the header is no JSON");
    refused(file("[]", new byte[4]), "the header is no JSON object");
    refused(file("{\"a\":".repeat(2000) + "1" + "}".repeat(2000), new byte[4]), "nesting depth");
  }

  @ParameterizedTest
  @CsvSource({"2147483648", "9223372036854775807", "-1", "0", "17"})
  void refusesAHeaderLongerThanTheFileWithoutTakingItsMemory(long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    Path file = folder.resolve("long.safetensors");
    Files.write(file, bytes.array());
    refused(file, "its header is said to have " + Long.toUnsignedString(length) + " bytes");
  }

  @ParameterizedTest
  @CsvSource({"0x7fc00000", "0x7f800000", "0xff800000"})
  void refusesValuesThatAreNoNumbers(String bits) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt((int) (long) Long.decode(bits));
    String json = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    try (SafetensorsFile read = SafetensorsFile.open(file(json, data.array()))) {
      assertThatThrownBy(() -> values(read, "a", 1))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("\"a\": it holds")
          .hasMessageContaining("which no trained weight is");
    }
  }

  @Test
  void shardsLieBesideTheirIndex() throws IOException {
    Path index = folder.resolve(SafetensorsShards.INDEX);
    for (String shard : List.of("../x.safetensors", "/etc/passwd", "a/b.safetensors", "..", "")) {
      Files.writeString(index, "{\"weight_map\":{\"a\":\"" + shard + "\"}}");
      assertThatThrownBy(() -> SafetensorsShards.open(folder))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("which is no file name beside it");
    }
    Files.move(
        file("{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}", new byte[0]),
        folder.resolve("s1.safetensors"));
    Files.writeString(index, "{\"weight_map\":{\"b\":\"s1.safetensors\"}}");
    assertThatThrownBy(() -> SafetensorsShards.open(folder))
        .hasMessageContaining("says that \"b\" is in s1.safetensors; it is not");
    Files.writeString(index, "{\"weight_map\":{\"b\":\"s2.safetensors\"}}");
    assertThatThrownBy(() -> SafetensorsShards.open(folder))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("cannot be read");
  }

  private static void refused(Path file, String reason) {
    assertThatThrownBy(() -> SafetensorsFile.open(file))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  private static float[] values(SafetensorsFile file, String name, int size) throws IOException {
    FloatBuffer values = FloatBuffer.allocate(size);
    file.read(name, values);
    assertThat(values.hasRemaining()).isFalse();
    return values.array();
  }

  private Path file(String json, byte[] data) throws IOException {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).put(data);
    Path file = folder.resolve("made.safetensors");
    Files.write(file, bytes.array());
    return file;
  }
}
