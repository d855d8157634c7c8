package io.shoken.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Documents, {@code --help} and messages name only what exists. */
class DocumentsTest {
  private static final CommandSpec ROOT = Main.commandLine().getCommandSpec();
  private static final Config SETTINGS = ConfigFactory.parseResources("reference.conf");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*[a-z]");
  private static final Pattern SETTING =
      Pattern.compile(
          "(?<![\\w./-])(?:"
              + SETTINGS.root().keySet().stream()
                  .filter(key -> !key.equals("spark")) // Spark's own, any of them
                  .collect(Collectors.joining("|"))
              + ")(?:\\.[a-z][a-z0-9-]*)+(?![\\w/(:])");
  private static final Pattern OTHER =
      Pattern.compile(
          "(?s)(?<!shoken )\\b(?:"
              + String.join("|", ROOT.subcommands().keySet())
              + ")\\s+--[a-z]");
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)[^):]*\\)");
  private static final Pattern DECISION = Pattern.compile("(?:ADR |adr/)(\\d{1,4})\\b");
  private static final Pattern FILE =
      Pattern.compile("(?:src|docs|conf|bench|submit|sample-data|notebooks)/[\\w./-]*\\w");

  /** Options of other programs that the documents speak of. */
  private static final Set<String> FOREIGN = Set.of("--jars", "--master", "--num-executors");

  /** Settings whose keys are the user's: names of columns. */
  private static final String COLUMNS = "ingest.columns.";

  /** Ends of words with a dot that aren't settings. */
  private static final Set<String> FILE_ENDINGS =
      Set.of("json", "jsonl", "conf", "tsv", "csv", "txt", "html", "md", "java", "py", "parquet");

  @Test
  void commandsInCodeBlocksParse() {
    List<String> wrong = new ArrayList<>();
    for (Path page : Guide.pages()) {
      for (Guide.Command command : Guide.commands(page)) {
        String[] words = command.words().toArray(String[]::new);
        try {
          Main.commandLine().parseArgs(words.length == 0 ? new String[] {"run"} : words);
        } catch (CommandLine.ParameterException e) {
          wrong.add(command + ": " + e.getMessage());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void sentencesNameOnlyOptionsOfTheirCommand() {
    List<String> wrong = new ArrayList<>();
    for (Path page : Guide.pages()) {
      for (Guide.Passage code : Guide.code(page)) {
        Set<String> known = options(commandOf(code.text()).orElse(ROOT), code.text());
        unknown(OPTION, code.text(), known::contains).forEach(o -> wrong.add(code + ": " + o));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void pagesNameOnlySettingsThatExist() {
    List<String> wrong = new ArrayList<>();
    for (Path page : Guide.pages()) {
      Stream.concat(
              Guide.code(page).stream().map(Guide.Passage::text),
              Guide.commands(page).stream().map(c -> String.join(" ", c.words())))
          .flatMap(text -> unknown(SETTING, text, DocumentsTest::isSetting).stream())
          .forEach(setting -> wrong.add(page + ": " + setting));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void linksLeadToFiles() {
    List<String> wrong = new ArrayList<>();
    for (Path page : Guide.pages()) {
      Path folder = page.toAbsolutePath().getParent();
      Guide.matches(page, LINK).stream()
          .filter(link -> !Files.exists(folder.resolve(link.text())))
          .forEach(link -> wrong.add(link.toString()));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void filesNamedInBackQuotesExist() {
    List<String> wrong = new ArrayList<>();
    for (Path page : Guide.pages()) {
      for (Guide.Passage code : Guide.code(page)) {
        Matcher file = FILE.matcher(code.text());
        if (file.lookingAt()
            && !Files.exists(Path.of(file.group()))
            && !code.text().contains("*")) {
          wrong.add(code.toString());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void decisionsThatAreReferredToExist() throws IOException {
    Set<Integer> written = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("docs/adr"))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d{4}-.*"))
          .forEach(name -> written.add(Integer.valueOf(name.substring(0, 4))));
    }
    List<String> wrong = new ArrayList<>();
    for (Path file : Stream.concat(Guide.pages().stream(), sources().stream()).toList()) {
      Guide.matches(file, DECISION).stream()
          .filter(decision -> !written.contains(Integer.valueOf(decision.text())))
          .forEach(decision -> wrong.add(decision.toString()));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void versionsAreThoseOfTheBuild() {
    String pom = Guide.read(Path.of("pom.xml"));
    List<String> wrong = new ArrayList<>();
    for (Path page : Guide.pages()) {
      if (page.startsWith("docs/adr")) {
        continue; // a decision speaks of the versions that it chose from
      }
      wrong.addAll(otherVersions(page, "Spark", value(pom, "spark.version")));
      wrong.addAll(otherVersions(page, "(?:Java|JDK)", value(pom, "maven.compiler.release")));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void helpNamesOnlyWhatExists() {
    List<String> wrong = new ArrayList<>();
    commands(ROOT)
        .forEach(
            command -> {
              String help = command.commandLine().getUsageMessage();
              Set<String> known = options(namesOther(help) ? ROOT : command, help);
              unknown(OPTION, help, known::contains)
                  .forEach(option -> wrong.add(command.qualifiedName() + " " + option));
              unknown(SETTING, help, DocumentsTest::isSetting)
                  .forEach(setting -> wrong.add(command.qualifiedName() + " " + setting));
            });
    assertThat(wrong).isEmpty();
  }

  @Test
  void messagesNameOnlyWhatExists() throws IOException {
    Set<String> known = options(ROOT, "");
    List<String> wrong = new ArrayList<>();
    for (Path source : sources()) {
      for (Guide.Passage string : Guide.matches(source, STRING)) {
        unknown(OPTION, string.text(), known::contains).forEach(o -> wrong.add(string.toString()));
        if (string.text().contains(" ")) { // else it may be a key of another file
          unknown(SETTING, string.text(), DocumentsTest::isSetting)
              .forEach(s -> wrong.add(string.toString()));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      return files.filter(f -> f.toString().matches(".*\\.(java|conf)")).sorted().toList();
    }
  }

  /** The command whose name the text begins with, such as that of {@code translate batch}. */
  private static Optional<CommandSpec> commandOf(String text) {
    CommandSpec command = ROOT;
    for (String word : text.replaceAll("^\\./submit/\\w+ ", "").split("[ ,]", -1)) {
      if (!command.subcommands().containsKey(word)) {
        break;
      }
      command = command.subcommands().get(word).getCommandSpec();
    }
    return command == ROOT ? Optional.empty() : Optional.of(command);
  }

  /** The options of a command, or of every command for the root and where a text names others. */
  private static Set<String> options(CommandSpec command, String text) {
    boolean any = command == ROOT || text.contains("spark-submit");
    return Stream.concat(
            (any ? commands(ROOT) : commands(command))
                .flatMap(c -> c.optionsMap().keySet().stream()),
            FOREIGN.stream())
        .collect(Collectors.toSet());
  }

  /** Whether a help text speaks of options of another command, such as train-linear's. */
  private static boolean namesOther(String help) {
    return OTHER.matcher(help).find();
  }

  private static Stream<CommandSpec> commands(CommandSpec command) {
    return Stream.concat(
        Stream.of(command),
        command.subcommands().values().stream().flatMap(sub -> commands(sub.getCommandSpec())));
  }

  private static boolean isSetting(String name) {
    return SETTINGS.hasPathOrNull(name)
        || name.startsWith(COLUMNS)
        || Files.isDirectory(Path.of("src/main/java/io/shoken", name.split("[.]", -1)))
        || FILE_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static List<String> unknown(Pattern pattern, String text, Predicate<String> known) {
    return pattern.matcher(text).results().map(m -> m.group()).filter(known.negate()).toList();
  }

  private static String value(String pom, String property) {
    Matcher matcher = Pattern.compile("<" + property + ">([^<]*)<").matcher(pom);
    assertThat(matcher.find()).as(property).isTrue();
    return matcher.group(1);
  }

  private static List<String> otherVersions(Path page, String name, String version) {
    Pattern pattern = Pattern.compile("\\b(" + name + " \\d+(?:\\.\\d+)*)");
    return Guide.matches(page, pattern).stream()
        .filter(passage -> !(version + ".").startsWith(passage.text().replaceAll(".* ", "") + "."))
        .map(Guide.Passage::toString)
        .toList();
  }
}
