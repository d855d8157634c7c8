package io.shoken.quality.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** English and Japanese sections out of CT-RATE-shaped files. */
final class PairFile {
  private PairFile() {}

  /** Distinct sections that are given in both files, by volume. */
  static List<Answer> read(Path english, Path japanese) throws IOException {
    Map<String, Map<String, String>> ja = rows(japanese);
    Map<String, Answer> pairs = new LinkedHashMap<>();
    rows(english)
        .forEach(
            (volume, row) -> {
              Map<String, String> other = ja.getOrDefault(volume, Map.of());
              add(pairs, row.get("Findings_EN"), other.get("Findings_JPN"));
              add(pairs, row.get("Impressions_EN"), other.get("Impressions_JPN"));
            });
    return List.copyOf(pairs.values());
  }

  static void add(Map<String, Answer> pairs, String english, String japanese) {
    if (english != null
        && japanese != null
        && !japanese.isBlank()
        && !english.isBlank()
        && !english.strip().equals("Not given.")) {
      pairs.putIfAbsent(english.strip(), new Answer(english.strip(), japanese.strip(), "stop"));
    }
  }

  private static Map<String, Map<String, String>> rows(Path file) throws IOException {
    List<List<String>> records = records(Files.readString(file).replace("\uFEFF", ""));
    List<String> header = records.get(0);
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (List<String> values : records.subList(1, records.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < Math.min(header.size(), values.size()); i++) {
        row.put(header.get(i), values.get(i));
      }
      rows.put(row.get("VolumeName"), row);
    }
    return rows;
  }

  private static List<List<String>> records(String text) {
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(text.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        record.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          records.add(record);
          record = new ArrayList<>();
        }
      } else if (quoted || c != '\r') {
        field.append(c);
      }
    }
    if (!record.isEmpty()) {
      record.add(field.toString());
      records.add(record);
    }
    return records;
  }
}
