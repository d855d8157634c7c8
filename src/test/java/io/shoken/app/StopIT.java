package io.shoken.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C and SIGTERM end a command in the midst of its work with one line and their own code. */
class StopIT {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aStopIsNoBug(String signal, int exitCode) throws Exception {
    try (Program program =
        Program.start(List.of("run", "--warehouse", folder.resolve("w").toString()))) {
      assertThat(program.awaitMessage("ingest: run ingest-")).isTrue();
      assumeThat(program.signal(signal)).isTrue();
      String said = program.end();
      assertThat(said)
          .contains("shoken: stopped; what was paid is kept, run again to go on")
          .endsWith("exit code " + exitCode)
          .doesNotContain("a bug")
          .doesNotContain("\tat ");
    }
  }
}
