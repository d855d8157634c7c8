package io.shoken.quality.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The lists of this package: UTF-8, tab-separated, lines with {@code #} are remarks. */
final class Lists {
  private Lists() {}

  static List<String[]> rows(String name) {
    try (InputStream in = Lists.class.getResourceAsStream(name);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name, e);
    }
  }

  /** The words of all lines. */
  static Set<String> words(String name) {
    Set<String> words = new HashSet<>();
    rows(name).forEach(row -> words.addAll(List.of(row[0].split(" "))));
    return words;
  }
}
