package io.shoken.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.ingest.csv.CsvRecord.Broken;
import io.shoken.ingest.csv.CsvRecord.Fields;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private static final int LIMIT = 1 << 16;

  @Test
  void readsQuotedFieldsWithLineBreaksCommasAndDoubledQuotes() {
    assertThat(read("id_1,\"a,\r\nb \"\"c\"\"\",d\r\nid_2,,\"\"\r\n"))
        .containsExactly("1:id_1|a,\nb \"c\"|d", "3:id_2||");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void countsLinesWhateverTheirEnd(String end) {
    assertThat(read("id_1,\"a" + end + "b\",c" + end + end + "id_2,d,e"))
        .containsExactly("1:id_1|a\nb|c", "4:id_2|d|e");
  }

  @Test
  void aQuoteThatIsNeverClosedCostsOneRecordOnly() {
    assertThat(read("train_1_a_1.nii.gz,\"a,b\ntrain_2_a_1.nii.gz,c,d\ntrain_3_a_1.nii.gz,e,f\n"))
        .containsExactly(
            "1:unbalanced_quote line 2: a quote still open",
            "2:train_2_a_1.nii.gz|c|d",
            "3:train_3_a_1.nii.gz|e|f");
  }

  @Test
  void aLostClosingQuoteIsSeenAtTheNextQuote() {
    assertThat(read("X1,\"a,\"b\"\nX2,\"c\",\"d\"\n"))
        .containsExactly("1:unbalanced_quote line 1: a quote out of place", "2:X2|c|d");
  }

  @Test
  void aLostOpeningQuoteIsSeenAtItsClosingOne() {
    assertThat(read("X1,a\",\"b\"\nX2,\"c\",\"d\"\n"))
        .containsExactly("1:unbalanced_quote line 1: a quote out of place", "2:X2|c|d");
  }

  @Test
  void theRestOfABrokenRecordIsNoRecord() {
    assertThat(read("X1,b,c\nX2,\"Size 3\nmm, lobe\n12.5, 3 cm\n\"x\"\nX3,\"c\",\"d\"\n"))
        .containsExactly("1:X1|b|c", "2:unbalanced_quote line 5: a quote out of place", "6:X3|c|d");
  }

  @Test
  void recognisesAnotherHospitalsIdsByTheirLook() {
    assertThat(read("ACC-2024-17,a,b\nACC-2024-18,\"a,b\nACC-2025-1,c,d\n"))
        .containsExactly(
            "1:ACC-2024-17|a|b",
            "2:unbalanced_quote line 3: a quote still open",
            "3:ACC-2025-1|c|d");
  }

  @Test
  void aWholeRecordOfAnUnseenKindOfIdFollowsABrokenOne() {
    assertThat(read("X1,a,b\nX2,\"a\"b\n99/77,c,d\n"))
        .containsExactly(
            "1:X1|a|b", "2:unbalanced_quote line 2: a quote out of place", "3:99/77|c|d");
  }

  @Test
  void aTextMayHaveALineThatBeginsAsSomeIdsDo() {
    assertThat(read("X1,a,b\nX2,\"levels\nT12, L1\",c\n"))
        .containsExactly("1:X1|a|b", "2:X2|levels\nT12, L1|c");
  }

  @Test
  void aQuoteOpenToTheEndOfTheFileIsBroken() {
    assertThat(read("X1,\"a,b"))
        .containsExactly("1:unbalanced_quote a quote open to the end of the file");
  }

  @Test
  void aRecordOverTheLimitIsBrokenAndTheNextOneIsRead() {
    String text = "x".repeat(LIMIT + 1);
    assertThat(read("X1," + text + ",c\nX2,a,b\n"))
        .containsExactly("1:text_too_long the record is over 65536 bytes", "2:X2|a|b");
    String lines = "many words\n".repeat(LIMIT / 8);
    assertThat(read("X1,\"" + lines + "\",c\nX2,a,b\n"))
        .containsExactly("1:text_too_long the record is over 65536 bytes", "8194:X2|a|b");
  }

  @Test
  void aQuoteThatSwallowsWeakIdsOverTheLimitIsAnUnbalancedOne() {
    List<String> read = read("X1,\"a,b\n" + "X2,c,d\n".repeat(LIMIT / 4));
    assertThat(read.get(0)).startsWith("1:unbalanced_quote a quote not closed");
    assertThat(read).hasSize(LIMIT / 4 + 1);
  }

  @Test
  void holdsNoMoreThanItsLimitOfAnEndlessLine() throws IOException {
    InputStream endless = new Endless(200L << 20);
    CsvRecord record = new RecordReader(endless, 3, LIMIT, Dialect.STANDARD).next();
    assertThat(record).isInstanceOf(Broken.class);
    assertThat(((Broken) record).cause()).isEqualTo(Cause.TEXT_TOO_LONG);
  }

  static List<String> read(String csv) {
    return read(csv.getBytes(StandardCharsets.UTF_8), 3);
  }

  /** Records as {@code line:field|field} or {@code line:cause detail}. */
  static List<String> read(byte[] csv, int columns) {
    List<String> read = new ArrayList<>();
    try {
      RecordReader reader =
          new RecordReader(new ByteArrayInputStream(csv), columns, LIMIT, Dialect.STANDARD);
      for (CsvRecord record = reader.next(); record != null; record = reader.next()) {
        read.add(record.line() + ":" + show(record));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  private static String show(CsvRecord record) {
    if (record instanceof Broken broken) {
      return broken.cause().key() + " " + broken.detail();
    }
    return String.join(
        "|",
        ((Fields) record)
            .values().stream().map(v -> new String(v, StandardCharsets.UTF_8)).toList());
  }

  /** As an unzipped bomb would be: one letter without end, nearly. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long bytes) {
      this.left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      java.util.Arrays.fill(bytes, offset, offset + length, (byte) 'x');
      left -= length;
      return length;
    }
  }
}
