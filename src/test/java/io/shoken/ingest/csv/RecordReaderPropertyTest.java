package io.shoken.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

public class RecordReaderPropertyTest {
  private static final int ROWS = 40;
  private static final byte[] DAMAGES = {'"', ',', '\n', 0, 'x', (byte) 0xe3};

  /** The reference for well-formed files is Commons CSV, as writer and as reader. */
  @Property(tries = 300)
  void readsWhatCommonsCsvReads(@ForAll("tables") List<List<String>> table) throws IOException {
    String csv = write(table);
    List<String> expected = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(csv), CSVFormat.RFC4180)) {
      for (CSVRecord record : parser) {
        expected.add(String.join("|", record.toList()).replaceAll("\r\n?", "\n"));
      }
    }
    List<String> read =
        RecordReaderTest.read(csv.getBytes(StandardCharsets.UTF_8), 3).stream()
            .map(record -> record.substring(record.indexOf(':') + 1))
            .toList();
    assertThat(read).isEqualTo(expected);
  }

  /** A lost, added or changed byte touches at most the record that it is in and its neighbour. */
  @Property(tries = 500)
  void damagedBytesLeaveTheOtherRecords(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int damages) {
    Random random = new Random(seed);
    byte[] csv = sample(random).getBytes(StandardCharsets.UTF_8);
    List<String> before = withoutLines(RecordReaderTest.read(csv, 3));
    for (int i = 0; i < damages; i++) {
      csv = damage(csv, random);
    }
    List<String> after = withoutLines(RecordReaderTest.read(csv, 3));
    assertThat(after.stream().filter(before::contains).distinct().count())
        .isGreaterThanOrEqualTo(ROWS - 2L * damages);
  }

  private static List<String> withoutLines(List<String> records) {
    return records.stream().map(r -> r.substring(r.indexOf(':') + 1)).toList();
  }

  public static String sample(Random random) {
    StringBuilder csv = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      csv.append("train_").append(row).append("_a_1.nii.gz,");
      csv.append(field(random)).append(',').append(field(random)).append("\r\n");
    }
    return csv.toString();
  }

  private static String field(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "lungs are clear " + random.nextInt(100);
      case 2 -> "\"a \"\"ground glass\"\" nodule, " + random.nextInt(100) + " mm\"";
      default -> "\"first line,\r\nT12, L1\r\n" + random.nextInt(100) + "\r\n\"";
    };
  }

  public static byte[] damage(byte[] good, Random random) {
    int at = random.nextInt(good.length);
    List<Byte> bytes = new ArrayList<>();
    for (byte b : good) {
      bytes.add(b);
    }
    switch (random.nextInt(3)) {
      case 0 -> bytes.remove(at);
      case 1 -> bytes.add(at, DAMAGES[random.nextInt(DAMAGES.length)]);
      default -> bytes.set(at, DAMAGES[random.nextInt(DAMAGES.length)]);
    }
    byte[] damaged = new byte[bytes.size()];
    for (int i = 0; i < damaged.length; i++) {
      damaged[i] = bytes.get(i);
    }
    return damaged;
  }

  private static String write(List<List<String>> table) throws IOException {
    StringBuilder csv = new StringBuilder();
    for (List<String> row : table) {
      CSVFormat.RFC4180.printRecord(csv, row);
    }
    return csv.toString();
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars("ab1 ,\"\n\r.;'")
            .withCharRange('\u3042', '\u3046')
            .ofMaxLength(12);
    Arbitrary<String> id = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6);
    return id.flatMap(
            first -> text.list().ofSize(2).map(rest -> List.of(first, rest.get(0), rest.get(1))))
        .list()
        .ofMaxSize(8);
  }
}
