package io.shoken.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No report text, answer, prompt, term or key is in what is written outside the tables and
 * journals, though every logger says all that it has to say.
 */
class LeakIT {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final Path DATA = HOME.resolve("src/test/resources/leak");
  private static final String KEY = "sk-okapimark";
  private static final List<String> MARKS = List.of("zebramark", "quaggamark", "okapimark");
  private static final String MODEL = "gpt-4o-mini-2024-07-18";

  @TempDir Path folder;

  @Test
  void nothingOfAReportIsWrittenOutsideTheTables() throws Exception {
    SandboxSettings settings =
        new SandboxSettings(
            DATA.resolve("memory.tsv").toString(),
            0,
            Duration.ZERO,
            new SandboxSettings.Limits(0, 0),
            List.of(MODEL));
    try (Sandbox sandbox = Sandbox.start(settings, Optional.of(KEY))) {
      run("ingest", List.of("ingest", "--reports", DATA.resolve("reports.csv").toString()));
      run(
          "translate",
          List.of(
              "translate",
              "--set",
              "translate.provider=openai",
              "--set",
              "translate.model=" + MODEL,
              "--set",
              "translate.base-url=\"" + sandbox.baseUrl() + "\"",
              "--set",
              "translate.prompt=\"" + DATA.resolve("prompt.txt") + "\"",
              "--set",
              "translate.glossary=\"" + DATA.resolve("terms.csv") + "\"",
              "--set",
              "translate.context=other-section",
              "--set",
              "translate.sentence-reuse=2",
              "--set",
              "translate.max-failed-share=1"));
      assertThat(sandbox.counts().requests()).isGreaterThanOrEqualTo(3);
    }
    List<Path> written = written();
    assertThat(written).anyMatch(file -> file.toString().contains("manifest"));
    assertThat(written).anyMatch(file -> file.toString().contains("events"));
    assertThat(Files.size(folder.resolve("translate.log"))).isGreaterThan(100_000);
    for (Path file : written) {
      String text =
          new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
              .toLowerCase(Locale.ROOT);
      for (String mark : MARKS) {
        assertThat(text.indexOf(mark))
            .as("%s in %s: %s", mark, file, around(text, mark))
            .isNegative();
      }
    }
  }

  private static String around(String text, String mark) {
    int at = text.indexOf(mark);
    return at < 0 ? "" : text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 50));
  }

  private List<Path> written() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(this::isOutsideTheTables).toList();
    }
  }

  private boolean isOutsideTheTables(Path file) {
    String path = folder.relativize(file).toString();
    return !path.matches("warehouse/(?:reports|labels|translations|journals?)/.*")
        && !path.startsWith("local/");
  }

  private void run(String name, List<String> arguments) throws Exception {
    Path events = Files.createDirectories(folder.resolve("events"));
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("@" + HOME.resolve("submit/java-options"));
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-Dshoken.home=" + HOME));
    command.add("-Dlog4j2.configurationFile=" + DATA.resolve("log4j2-all.properties"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    command.addAll(List.of("--warehouse", folder.resolve("warehouse").toString()));
    for (String option :
        List.of(
            "spark.log-level=ALL",
            "spark.options.\"spark.eventLog.enabled\"=true",
            "spark.options.\"spark.eventLog.compress\"=false",
            "spark.options.\"spark.eventLog.dir\"=\"" + events.toUri() + "\"",
            "spark.options.\"spark.local.dir\"=\"" + folder.resolve("local") + "\"")) {
      command.addAll(List.of("--set", option));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("OPENAI_API_KEY", KEY);
    int code = builder.start().waitFor();
    assertThat(code).as(() -> tail(name)).isIn(0, 3);
  }

  private String tail(String name) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(name + ".log"));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
