package io.shoken.llm.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.testkit.TurnedClock;
import io.shoken.translate.answer.TranslationRows;
import io.shoken.warehouse.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class JournalTest {

  private static final StructType SCHEMA = Table.TRANSLATIONS.schema();

  @TempDir Path folder;
  private final TurnedClock clock = new TurnedClock();
  private final AtomicInteger syncs = new AtomicInteger();
  private FileSystem local;

  @BeforeEach
  void open() throws IOException {
    local = new RawLocalFileSystem();
    local.initialize(folder.toUri(), new Configuration(false));
  }

  @Test
  void readsBackARowWithEverythingInIt() {
    Row row = row("k", "first\nline\r\u2028 \"quoted\" \ud83e\ude7b");
    String line = new String(JournalLine.of(row, SCHEMA), UTF_8);
    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    assertThat(line).doesNotContain("\r");
    Row read = JournalLine.read(line.substring(0, line.length() - 1), SCHEMA).orElseThrow();
    assertThat(read.<String>getAs(column("text_ja"))).isEqualTo(row.get(column("text_ja")));
    assertThat(read.<Timestamp>getAs(column("created_at")))
        .isEqualTo(row.get(column("created_at")));
    assertThat(new String(JournalLine.of(read, SCHEMA), UTF_8)).isEqualTo(line);
  }

  @Test
  void keepsAnAnswerWithHalfACharacter() {
    String line = new String(JournalLine.of(row("k", "half \ud83e end"), SCHEMA), UTF_8);
    Row read = JournalLine.read(line.strip(), SCHEMA).orElseThrow();
    assertThat(read.getString(column("text_ja"))).isEqualTo("half ? end");
  }

  @Test
  void leavesOutALineThatIsCutOrDamagedAtAnyPlace() {
    String line = new String(JournalLine.of(row("k", "text"), SCHEMA), UTF_8).strip();
    for (int i = 0; i < line.length(); i++) {
      assertThat(JournalLine.read(line.substring(0, i), SCHEMA)).isEmpty();
      assertThat(JournalLine.read(line.substring(0, i) + "~" + line.substring(i + 1), SCHEMA))
          .isEmpty();
    }
  }

  @Test
  void leavesOutALineThatIsNoRowOfTheTable() {
    for (String json :
        List.of(
            "null",
            "[]",
            "\"text\"",
            "{\"checks\":[null]}",
            "{\"checks\":{}}",
            "{\"input_tokens\":\"7\"}",
            "{\"attempts\":1e30}",
            "{\"cost_usd\":\"free\"}",
            "{\"doubtful\":1}",
            "{\"text_ja\":{}}",
            "{\"created_at\":5}",
            "{\"created_at\":\"yesterday\"}")) {
      CRC32 crc = new CRC32();
      crc.update(json.getBytes(UTF_8));
      String line = "%08x %s".formatted(crc.getValue(), json);
      assertThat(JournalLine.read(line, SCHEMA)).as(json).isEmpty();
    }
  }

  @Test
  void hasALineOnDiskWhenPutReturns() throws IOException {
    try (Journal journal = new Journal(syncing(), folder(), "j", SCHEMA, clock::currentTimeNanos)) {
      journal.put(row("a", "text"));
      journal.put(row("b", "text"));
      assertThat(keys()).containsExactly("a", "b");
      assertThat(syncs).hasValue(2);
    }
    assertThat(keys()).containsExactly("a", "b");
  }

  @Test
  void keepsEachLineOfManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try (Journal journal = new Journal(syncing(), folder(), "j", SCHEMA, clock::currentTimeNanos)) {
      List<Future<?>> puts = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        Row row = row("k" + i, "text " + i);
        puts.add(
            threads.submit(
                () -> {
                  journal.put(row);
                  return null;
                }));
      }
      for (Future<?> put : puts) {
        put.get();
      }
      assertThat(keys()).hasSize(400).doesNotHaveDuplicates();
      assertThat(syncs.get()).isLessThanOrEqualTo(400);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void writesAnObjectEveryFewSecondsWhereNothingCanBeSynced() throws IOException {
    try (Journal journal =
        new Journal(objectStore(), folder(), "j", SCHEMA, clock::currentTimeNanos)) {
      journal.put(row("a", "text"));
      journal.put(row("b", "text"));
      journal.put(row("c", "text"));
      assertThat(keys()).containsExactly("a");
      clock.turn(Duration.ofSeconds(2));
      journal.tick();
      assertThat(keys()).containsExactly("a", "b", "c");
      journal.put(row("d", "text"));
      assertThat(keys()).hasSize(3);
    }
    assertThat(keys()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void keepsACallThatEndsAfterItsTask() throws IOException {
    Journal journal = new Journal(syncing(), folder(), "j", SCHEMA, clock::currentTimeNanos);
    journal.put(row("a", "text"));
    journal.close();
    journal.put(row("b", "text"));
    assertThat(keys()).containsExactly("a", "b");
  }

  @Test
  void tellsThatALineMayBeLostAndTakesNoMore() throws IOException {
    Journal journal = new Journal(full(), folder(), "j", SCHEMA, clock::currentTimeNanos);
    assertThatThrownBy(() -> journal.put(row("a", "text"))).hasMessage("disk full");
    assertThatThrownBy(() -> journal.put(row("b", "text")))
        .isInstanceOf(IOException.class)
        .hasMessage("an earlier line could not be written");
    journal.close();
  }

  private List<String> keys() throws IOException {
    List<String> keys = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          keys.add(JournalLine.read(line, SCHEMA).orElseThrow().getString(0));
        }
      }
    }
    return keys;
  }

  private org.apache.hadoop.fs.Path folder() {
    return new org.apache.hadoop.fs.Path(folder.toUri());
  }

  private FileSystem syncing() {
    return files(
        (file, out) ->
            new FSDataOutputStream(out, null) {
              @Override
              public void hsync() throws IOException {
                syncs.incrementAndGet();
                super.hsync();
              }
            });
  }

  /** A stream of bytes alone can do nothing but be closed. */
  private FileSystem objectStore() {
    return files((file, out) -> new FSDataOutputStream((OutputStream) new Plain(out), null));
  }

  private FileSystem full() {
    return files((file, out) -> new FSDataOutputStream(new Full(), null));
  }

  private interface Wrapping {
    FSDataOutputStream wrap(org.apache.hadoop.fs.Path file, FSDataOutputStream out)
        throws IOException;
  }

  private FileSystem files(Wrapping wrapping) {
    return new FilterFileSystem(local) {
      @Override
      public FSDataOutputStream create(org.apache.hadoop.fs.Path file, boolean overwrite)
          throws IOException {
        return wrapping.wrap(file, local.create(file, overwrite));
      }
    };
  }

  private static final class Plain extends OutputStream {
    private final OutputStream out;

    Plain(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private static final class Full extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("disk full");
    }
  }

  public static Row row(String key, String text) {
    Object[] values = new Object[TranslationRows.SCHEMA.size()];
    values[column("translation_key")] = key;
    values[column("outcome")] = "translated";
    values[column("text_ja")] = text;
    values[column("checks")] = new Row[] {RowFactory.create("numbers", true, null)};
    values[column("input_tokens")] = 12L;
    values[column("cost_usd")] = 0.1 + 0.2;
    values[column("attempts")] = 2;
    values[column("created_at")] = Timestamp.from(Instant.parse("2026-11-24T01:02:03.456789Z"));
    return RowFactory.create(values);
  }

  private static int column(String name) {
    return Table.TRANSLATIONS.schema().fieldIndex(name);
  }
}
