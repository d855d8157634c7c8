package io.shoken.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import io.shoken.testkit.Sparks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseMarkIT {
  private static final String OLD_MANIFEST =
      "{\"run_id\":\"ingest-1\",\"command\":\"ingest\",\"finished_at\":\"2026-01-01T00:00:00Z\"}";

  @TempDir Path folder;

  @Test
  void anEmptyFolderIsMarked() throws Exception {
    write(".DS_Store", "of a file manager");
    open();
    assertThat(folder.resolve("_shoken.json")).hasContent("{\"shoken_warehouse\":1}");
    open();
  }

  @Test
  void aFolderOfSomethingElseIsRefusedAndStaysAsItIs() throws Exception {
    write("runs/exp1/events.out.tfevents", "a week of training");
    write("labels/run=mine/part-1.parquet", "mine");
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.USAGE))
        .hasMessageContaining("is no warehouse: it holds labels, runs")
        .hasMessageContaining("--warehouse");
    assertThat(folder.resolve("runs/exp1/events.out.tfevents")).hasContent("a week of training");
    assertThat(folder.resolve("labels/run=mine/part-1.parquet")).hasContent("mine");
    assertThat(folder.resolve("_shoken.json")).doesNotExist();
  }

  @Test
  void aManifestOfSomethingElseMakesNoWarehouse() throws Exception {
    write("runs/exp1/manifest.json", "{\"experiment\":1}");
    assertThatThrownBy(this::open).hasMessageContaining("is no warehouse");
    write("runs/exp1/manifest.json", "null");
    assertThatThrownBy(this::open).hasMessageContaining("is no warehouse");
  }

  @Test
  void aWarehouseFromBeforeTheMarkIsRecognised() throws Exception {
    write("runs/ingest-1/manifest.json", OLD_MANIFEST);
    assertThat(open().isCommitted("ingest-1")).isTrue();
  }

  @Test
  void aLeaseThatAKilledRunLeftIsNoForeignContent() throws Exception {
    write("_lease.json", "{}");
    open();
    assertThat(folder.resolve("_shoken.json")).exists();
  }

  @Test
  void aMarkOfALaterVersionIsRefused() throws Exception {
    write("_shoken.json", "{\"shoken_warehouse\":2}");
    assertThatThrownBy(this::open).hasMessageContaining("has format 2, and this version reads 1");
  }

  @Test
  void aDamagedMarkIsAnInputError() throws Exception {
    for (String damaged : new String[] {"", "{", "null", "[]", "{\"shoken_warehouse\":\"x\"}"}) {
      write("_shoken.json", damaged);
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.INPUT))
          .hasMessageContaining("_shoken.json is damaged");
    }
  }

  private Warehouse open() {
    return Warehouse.open(Sparks.local(), folder.toString());
  }

  private void write(String file, String content) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), content);
  }
}
