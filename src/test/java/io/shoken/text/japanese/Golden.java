package io.shoken.text.japanese;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The files that src/test/golden/japanese.py writes. */
public final class Golden {
  public static final String SEPARATOR = "\u241f";
  private static final Path FOLDER = Path.of("src/test/resources/japanese");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Golden() {}

  public static List<JsonNode> lines(String name) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(FOLDER.resolve(name).toUri().toURL().openStream()),
                StandardCharsets.UTF_8))) {
      List<JsonNode> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JapaneseBertTokenizer tokenizer(String name) {
    return JapaneseBertTokenizer.open(folder(name));
  }

  static Path folder(String name) {
    return FOLDER.resolve("tokenizers").resolve(name);
  }
}
