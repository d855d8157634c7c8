package io.shoken.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Reads the word lists that ship with a package: UTF-8, tab-separated, remarks after {@code #}. */
public final class TsvResource {
  private TsvResource() {}

  /**
   * The cells of each line that is neither blank nor a remark. Empty cells at the end of a line are
   * left out.
   *
   * @param owner a class of the package that the file belongs to
   */
  public static List<List<String>> rows(Class<?> owner, String name) {
    try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
      return TsvLines.strictUtf8(in.readAllBytes())
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split("\t")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name, e);
    }
  }
}
