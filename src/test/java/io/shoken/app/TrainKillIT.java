package io.shoken.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.testkit.TestWarehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that was killed twice, as by kill -9, ends with the bits of one that was not. */
class TrainKillIT {
  @TempDir Path folder;

  @Test
  void aKilledTrainingGoesOnWhereItWas() throws Exception {
    new TestWarehouse(folder.resolve("warehouse")).add("train", 40);
    finish("undisturbed");
    kill("masked-words-steps", 3);
    kill("findings-steps", 7); // in the second of three epochs
    finish("killed");
    assertThat(folder.resolve("killed/model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("undisturbed/model.safetensors"));
    assertThat(folder.resolve("killed/README.md"))
        .hasSameTextualContentAs(folder.resolve("undisturbed/README.md"));
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(p -> p.toString().contains(".checkpoint"))).isEmpty();
    }
  }

  /** In a process like those that are killed: beside test classes a jar's version is not seen. */
  private void finish(String out) throws Exception {
    try (Program program = Program.start(train(out))) {
      assertThat(program.end()).endsWith("exit code 0");
    }
  }

  private void kill(String stage, int step) throws Exception {
    try (Program program = Program.start(train("killed"))) {
      assertThat(program.killWhen(() -> steps(stage) >= step)).isTrue();
    }
    assertThat(steps(stage)).isGreaterThanOrEqualTo(step);
  }

  /** The number of the newest checkpoint of the stage; -1 if there is none. */
  private int steps(String stage) {
    Path work = folder.resolve("killed.checkpoint");
    if (!Files.exists(work)) {
      return -1;
    }
    try (Stream<Path> all = Files.find(work, 3, (p, a) -> p.getParent().endsWith(stage))) {
      return all.map(p -> p.getFileName().toString())
          .filter(name -> name.matches("step-\\d+"))
          .mapToInt(name -> Integer.parseInt(name.substring("step-".length())))
          .max()
          .orElse(-1);
    } catch (IOException | UncheckedIOException e) {
      return -1; // a folder went while it was looked at
    }
  }

  private List<String> train(String out) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--preset", "small", "--out", folder.resolve(out).toString()));
    arguments.addAll(List.of("--warehouse", folder.resolve("warehouse").toString()));
    for (String setting :
        List.of(
            "warehouse.lease-term=1h",
            "translate.provider=import",
            "train.threads=1",
            "train.epochs=3",
            "train.batch-size=8",
            "train.validation-share=0.2",
            "train.pretraining.passes=2",
            "train.pretraining.batch-size=8",
            "train.model.layers=1",
            "train.model.hidden=16",
            "train.model.heads=2",
            "train.checkpoints.every=0s")) {
      arguments.addAll(List.of("--set", setting));
    }
    return arguments;
  }
}
