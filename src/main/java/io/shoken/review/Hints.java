package io.shoken.review;

import io.shoken.text.FieldScanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Terms of the glossary that ships, for the page to show where a text has them. */
final class Hints {
  private static final String FILE = "/glossaries/radiology-ja-v1.csv";

  private Hints() {}

  static List<PageJson.Hint> read() {
    try (InputStream in = Hints.class.getResourceAsStream(FILE)) {
      List<PageJson.Hint> hints = new ArrayList<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .filter(line -> !line.isBlank())
          .forEach(line -> hints.add(hint(line)));
      return hints;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PageJson.Hint hint(String line) {
    FieldScanner scanner = new FieldScanner();
    scanner.line(line.getBytes(StandardCharsets.UTF_8));
    List<String> fields =
        scanner.fields().stream().map(f -> new String(f, StandardCharsets.UTF_8).strip()).toList();
    return new PageJson.Hint(fields.get(0), fields.get(1));
  }
}
