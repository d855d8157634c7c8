package io.shoken.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.testkit.Sparks;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill -9 in the middle of any step leaves a warehouse that the next run completes. The system
 * property {@code shoken.kills} sets how often each step is killed (1), {@code shoken.seed} when.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("shoken.kills", 1);
  private static final long SEED = Long.getLong("shoken.seed", 20261124);
  private static final int SHORTEST_DELAY = 200; // ms after the step began
  private static final int LONGEST_DELAY = 2_000;

  @TempDir Path folder;

  @Test
  void aStepThatWasKilledIsCompletedByTheNextRun() throws Exception {
    Random random = new Random(SEED);
    List<String> hits = new ArrayList<>();
    for (List<String> step : steps()) {
      assertThat(Main.run(in("undisturbed", step).toArray(String[]::new))).isZero();
      for (int kill = 0; kill < KILLS; kill++) {
        Duration delay = Duration.ofMillis(random.nextInt(SHORTEST_DELAY, LONGEST_DELAY));
        hits.add(step.get(0) + " after " + delay.toMillis() + " ms: " + kill(step, delay));
      }
      assertThat(Main.run(in("killed", step).toArray(String[]::new))).isZero();
    }
    System.out.println("seed " + SEED + ", killed " + hits);
    assertThat(hits).anyMatch(hit -> hit.endsWith("true"));
    assertNothingDeadIsLeft();
    assertSameTables();
  }

  private static List<List<String>> steps() {
    String data = Path.of("sample-data").toAbsolutePath() + "/";
    return List.of(
        List.of(
            "ingest",
            "--reports",
            data + "train_reports.csv",
            data + "validation_reports.csv",
            "--labels",
            data + "train_predicted_labels.csv",
            data + "valid_predicted_labels.csv",
            "--exclude",
            data + "no_chest_train.txt",
            data + "no_chest_valid.txt"),
        List.of("translate", "--set", "sandbox.memory=" + data + "sentence_memory.tsv"),
        List.of("train-linear", "--kind", "evidence", "--folds", "2", "--out", "MODEL"),
        List.of("predict", "--model", "MODEL"),
        List.of("evaluate", "--set", "evaluate.resamples=100"));
  }

  /** A lease of an hour: within the test only the death of its holder can free it. */
  private List<String> in(String name, List<String> step) {
    List<String> arguments = new ArrayList<>(step);
    arguments.replaceAll(a -> a.equals("MODEL") ? folder.resolve(name + "-model").toString() : a);
    arguments.addAll(
        List.of(
            "--warehouse", folder.resolve(name).toString(), "--set", "warehouse.lease-term=1h"));
    return arguments;
  }

  /** Whether the kill found the step at work. */
  private boolean kill(List<String> step, Duration delay) throws Exception {
    try (Program program = Program.start(in("killed", step))) {
      return program.awaitMessage(step.get(0) + ": run ") && program.kill(delay);
    }
  }

  private void assertNothingDeadIsLeft() throws IOException {
    Path warehouse = folder.resolve("killed");
    List<String> committed = names(warehouse.resolve("runs"));
    assertThat(committed)
        .allMatch(id -> Files.exists(warehouse.resolve("runs/" + id + "/manifest.json")));
    for (Table table : Table.values()) {
      assertThat(names(warehouse.resolve(table.directory())))
          .allMatch(name -> committed.contains(name.replaceFirst("^run=", "")));
    }
    assertThat(names(warehouse)).noneMatch(name -> name.startsWith("_lease"));
    assertThat(names(folder))
        .containsExactlyInAnyOrder("undisturbed", "undisturbed-model", "killed", "killed-model");
    assertThat(names(folder.resolve("killed-model")))
        .containsExactlyInAnyOrderElementsOf(names(folder.resolve("undisturbed-model")));
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void assertSameTables() {
    for (Table table : Table.values()) {
      assertThat(rows("killed", table)).as(table.directory()).isEqualTo(rows("undisturbed", table));
    }
    assertThat(rows("killed", Table.PREDICTIONS)).isNotEmpty();
  }

  /** All rows but what tells the time and, with the model's path in its settings, its id. */
  private List<String> rows(String name, Table table) {
    return Warehouse.open(Sparks.local(), folder.resolve(name).toString())
        .read(table)
        .drop("run", "created_at", "latency_ms", "model_id")
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }
}
