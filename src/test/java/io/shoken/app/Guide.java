package io.shoken.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the README and the documents: their commands, and what they name in back quotes. */
final class Guide {

  /** A command of a code block, such as {@code translate --dry-run}, without the launcher. */
  record Command(Path page, List<String> words) {
    @Override
    public String toString() {
      return page + ": " + String.join(" ", words);
    }
  }

  /** A passage of a page. */
  record Passage(Path page, String text) {
    @Override
    public String toString() {
      return page + ": " + text;
    }
  }

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```[a-z]*\\n(.*?)^```$");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern ALIAS = Pattern.compile("alias ([a-z]+)='([^']*)'");
  private static final Pattern LAUNCHER = Pattern.compile("\\./submit/(?:local|cluster)");

  private Guide() {}

  /** The README, CONTRIBUTING and every page below {@code docs}. */
  static List<Path> pages() {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
      docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
      return pages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The commands of a page's code blocks that start shoken, in order. */
  static List<Command> commands(Path page) {
    List<Command> commands = new ArrayList<>();
    for (Passage block : matches(page, BLOCK)) {
      String text = block.text().replace("\\\n", " ");
      Matcher alias = ALIAS.matcher(text);
      if (alias.find()) {
        String lines = text.substring(alias.end());
        text = lines.replaceAll("(?m)^" + alias.group(1) + " ", alias.group(2) + " ");
      }
      text.lines().forEach(line -> addCommand(commands, page, line));
    }
    return commands;
  }

  private static void addCommand(List<Command> commands, Path page, String line) {
    List<String> words = List.of(line.replaceAll("\\s#.*", "").strip().split("\\s+", -1));
    if (LAUNCHER.matcher(words.get(0)).matches()) {
      commands.add(new Command(page, words.subList(1, words.size())));
    }
  }

  /** What a page's sentences have in back quotes. */
  static List<Passage> code(Path page) {
    String sentences = BLOCK.matcher(read(page)).replaceAll("");
    return CODE.matcher(sentences).results().map(m -> new Passage(page, m.group(1))).toList();
  }

  /** First groups of a pattern in a page. */
  static List<Passage> matches(Path page, Pattern pattern) {
    return pattern.matcher(read(page)).results().map(m -> new Passage(page, m.group(1))).toList();
  }
}
