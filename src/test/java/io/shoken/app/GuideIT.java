package io.shoken.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of the README and the guide one after the other in one warehouse, on a part of
 * the sample data. Those that can't run here are skipped with a reason.
 */
class GuideIT {
  private static final int REPORTS = 60;
  private static final Path SAMPLE = Path.of("sample-data");

  /** What a command has that doesn't run here, and why. */
  private static final Map<String, String> SKIPPED =
      Map.of(
          "translate.provider=openai", "needs a key and a service",
          "path/to/", "needs a model of the reader's own",
          "--preset", "trains for minutes; other tests train smaller ones",
          "--kind baseline", "fits 108 regressions; TrainLinearIT fits fewer",
          "sandbox", "serves until it is stopped",
          "hdfs:", "needs a cluster");

  private static final Path SCORE = Path.of("docs/guide/score.md");

  /** Where the page on scores says which texts it scores, with a stroke between the lines. */
  private static final Pattern EXAMPLE = Pattern.compile("That is (.*?) against (.*)");

  private static final Pattern OUTPUT = Pattern.compile("(?m)^((?:BLEU\\|nrefs|file  ).*)$");

  @TempDir static Path folder;

  @BeforeAll
  static void writesTheReadersFiles() throws IOException {
    head("train_reports.csv", "reports.csv", REPORTS);
    head("train_predicted_labels.csv", "labels.csv", REPORTS);
    head("valid_reports_ja.csv", "valid_reports_ja.csv", 10);
    Files.copy(SAMPLE.resolve("no_chest_train.txt"), folder.resolve("no_chest.txt"));
    Matcher example = EXAMPLE.matcher(Guide.read(SCORE));
    assertThat(example.find()).isTrue();
    Files.writeString(folder.resolve("machine.txt"), example.group(1).replace("/ ", "\n") + "\n");
    Files.writeString(folder.resolve("revised.txt"), example.group(2).replace("/ ", "\n") + "\n");
    // The score of a stage needs texts that someone revised.
    String revised = folder.resolve("valid_reports_ja.csv").toString();
    assertThat(Main.run("ingest", "--reports", revised, "--warehouse", here("my-warehouse")))
        .isZero();
  }

  /** Copies the first records of a CSV file; a record may have line ends inside quotes. */
  private static void head(String from, String to, int records) throws IOException {
    StringBuilder head = new StringBuilder();
    int ended = 0;
    boolean quoted = false;
    for (String line : Files.readAllLines(SAMPLE.resolve(from))) {
      head.append(line).append('\n');
      quoted ^= line.chars().filter(c -> c == '"').count() % 2 == 1;
      ended += quoted ? 0 : 1;
      if (ended > records) {
        break;
      }
    }
    Files.writeString(folder.resolve(to), head);
  }

  private static String here(String name) {
    return folder.resolve(name).toString();
  }

  @TestFactory
  Stream<DynamicTest> runsTheCommandsOfTheGuide() {
    Map<List<String>, Guide.Command> distinct = new LinkedHashMap<>();
    for (String page : List.of("docs/guide/data.md", "docs/guide/score.md", "README.md")) {
      Guide.commands(Path.of(page)).forEach(c -> distinct.putIfAbsent(c.words(), c));
    }
    return distinct.values().stream()
        .filter(command -> !command.words().isEmpty()) // the default run, which others test
        .map(command -> DynamicTest.dynamicTest(command.toString(), () -> run(command)));
  }

  @Test
  void scoresAsThePagePrints() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Main.run(
          "score", "--hypothesis", here("machine.txt"), "--reference-file", here("revised.txt"));
    } finally {
      System.setOut(before);
    }
    List<Guide.Passage> lines = Guide.matches(SCORE, OUTPUT);
    assertThat(lines).hasSizeGreaterThan(3);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains(lines.stream().map(Guide.Passage::text).toList());
  }

  private static void run(Guide.Command command) {
    String line = String.join(" ", command.words());
    Optional<String> reason =
        SKIPPED.entrySet().stream()
            .filter(skip -> line.contains(skip.getKey()) && !line.contains("--dry-run"))
            .map(Map.Entry::getValue)
            .findFirst();
    assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    String[] words = command.words().stream().map(GuideIT::own).toArray(String[]::new);
    assertThat(Main.run(words)).as(Arrays.toString(words)).isZero();
  }

  /** The reader's files and folders lie in the test's folder. */
  private static String own(String word) {
    return word.matches("my-(?:warehouse|models).*|[a-z_]+\\.(?:csv|txt)") ? here(word) : word;
  }
}
