package io.shoken.review.file;

import io.shoken.text.FieldScanner;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A review as a CSV file for spreadsheets: UTF-8 with a byte order mark, CRLF, each field in
 * quotes. A cell that a spreadsheet could take for a formula, or that begins with an apostrophe,
 * gets an apostrophe before it, which reading takes away: {@code -5} is written {@code '-5}, {@code
 * 'a} is written {@code ''a}. Reading takes what spreadsheets make of it: UTF-8, UTF-16 or CP932,
 * commas, semicolons or tabs, columns in another order.
 */
public final class Sheet {
  public static final List<String> COLUMNS =
      List.of(
          "key",
          "report_id",
          "section",
          "source_hash",
          "base_hash",
          "source_en",
          "text_mt",
          "text_ja",
          "status",
          "accuracy",
          "fluency",
          "terminology",
          "overall",
          "comment",
          "seconds");

  private static final char MARK = '\ufeff';
  private static final String FORMULA_STARTS = "=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20'";
  private static final Charset CP932 = Charset.forName("windows-31j");

  private final String name;
  private final Refusals refusals;
  private boolean cp932;

  private Sheet(String name) {
    this.name = name;
    this.refusals = new Refusals(name);
  }

  /** The file of one reviewer. */
  public static byte[] write(Assignment assignment) {
    StringBuilder csv = new StringBuilder().append(MARK);
    csv.append(String.join(",", COLUMNS)).append("\r\n");
    for (Item item : assignment.items()) {
      List<String> cells =
          List.of(
              item.key(),
              item.reportId(),
              item.section(),
              item.sourceHash(),
              item.baseHash(),
              item.source(),
              item.machine(),
              item.shown(),
              "",
              "",
              "",
              "",
              "",
              "",
              "");
      csv.append(String.join(",", cells.stream().map(Sheet::quoted).toList())).append("\r\n");
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A cell as {@link #write} writes it, for other CSV files that people open. */
  public static String quoted(String cell) {
    boolean risky = !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
    return '"' + (risky ? "'" : "") + cell.replace("\"", "\"\"") + '"';
  }

  /**
   * Reads a file.
   *
   * @param reviewer who filled it in
   * @throws io.shoken.core.UserException (5) with the rows that are damaged
   */
  public static Returned read(String name, String reviewer, byte[] bytes) {
    return new Sheet(name).read(reviewer, bytes);
  }

  private Returned read(String reviewer, byte[] bytes) {
    String text = decode(bytes);
    List<List<String>> records = records(text);
    if (records.isEmpty()) {
      throw Refusals.refusal(name, "it is empty");
    }
    Map<String, Integer> places = places(records.get(0));
    List<Answered> rows = new ArrayList<>();
    for (int i = 1; i < records.size(); i++) {
      List<String> fields = records.get(i);
      if (fields.stream().allMatch(String::isBlank)) {
        continue;
      }
      if (fields.size() < COLUMNS.size()
          || fields.subList(COLUMNS.size(), fields.size()).stream().anyMatch(f -> !f.isBlank())) {
        refusals.add(
            i + 1,
            fields.size() + " cells, expected " + COLUMNS.size() + "; was a text cut apart?");
      } else {
        rows.add(answered(i + 1, fields, places));
      }
    }
    refusals.throwIfAny();
    return new Returned(name, null, reviewer, null, cp932, rows);
  }

  private String decode(byte[] bytes) {
    if (bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
      return decode(bytes, StandardCharsets.UTF_16LE);
    }
    if (bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
      return decode(bytes, StandardCharsets.UTF_16BE);
    }
    try {
      return strictly(bytes, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      cp932 = true;
      return decode(bytes, CP932);
    }
  }

  private String decode(byte[] bytes, Charset charset) {
    try {
      return strictly(bytes, charset);
    } catch (CharacterCodingException e) {
      throw Refusals.refusal(name, "it is neither UTF-8, UTF-16 nor CP932; save it as UTF-8 CSV");
    }
  }

  private static String strictly(byte[] bytes, Charset charset) throws CharacterCodingException {
    String text =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private List<List<String>> records(String text) {
    String lines = text;
    char separator = ',';
    if (lines.startsWith("sep=") && lines.length() > 4) {
      separator = lines.charAt(4);
      int end = lines.indexOf('\n');
      lines = end < 0 ? "" : lines.substring(end + 1);
    } else {
      String header = lines.lines().findFirst().orElse("");
      separator = header.contains(",") ? ',' : header.contains(";") ? ';' : '\t';
    }
    if (separator >= 0x80) {
      throw Refusals.refusal(name, "its separator is no comma, semicolon or tab");
    }
    List<List<String>> records = new ArrayList<>();
    FieldScanner scanner = new FieldScanner(separator, false);
    FieldScanner.State state = FieldScanner.State.COMPLETE;
    for (byte[] line : lines(lines.getBytes(StandardCharsets.UTF_8))) {
      if (state == FieldScanner.State.COMPLETE) {
        scanner = new FieldScanner(separator, false);
      }
      state = scanner.line(line);
      if (state == FieldScanner.State.MALFORMED) {
        throw Refusals.refusal(name, "row " + (records.size() + 1) + ": a quote out of place");
      }
      if (state == FieldScanner.State.COMPLETE) {
        records.add(
            scanner.fields().stream().map(f -> new String(f, StandardCharsets.UTF_8)).toList());
      }
    }
    if (state == FieldScanner.State.OPEN) {
      throw Refusals.refusal(name, "row " + (records.size() + 1) + ": a quote is not closed");
    }
    return records;
  }

  private static List<byte[]> lines(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        lines.add(line.toByteArray());
        line.reset();
        i += bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n' ? 1 : 0;
      } else {
        line.write(bytes[i]);
      }
    }
    if (line.size() > 0) {
      lines.add(line.toByteArray());
    }
    return lines;
  }

  private Map<String, Integer> places(List<String> header) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      if (!header.get(i).isBlank() && places.putIfAbsent(header.get(i).strip(), i) != null) {
        throw Refusals.refusal(name, "row 1: a column stands there twice");
      }
    }
    if (!places.keySet().equals(new HashSet<>(COLUMNS)) || header.size() < COLUMNS.size()) {
      throw Refusals.refusal(name, "row 1: expected the columns " + String.join(", ", COLUMNS));
    }
    return places;
  }

  private Answered answered(int row, List<String> fields, Map<String, Integer> places) {
    Map<String, String> cells = new HashMap<>();
    places.forEach((column, place) -> cells.put(column, unquoted(fields.get(place))));
    Map<String, Integer> ratings = new LinkedHashMap<>();
    for (String field : Ratings.FIELDS) {
      wholeNumber(row, field, cells.get(field)).ifPresent(n -> ratings.put(field, (int) n));
    }
    String key = cells.get("key");
    if (!key.equals(cells.get("report_id") + ":" + cells.get("section"))) {
      refusals.add(row, "key, report_id and section do not belong together");
    }
    OptionalLong seconds = wholeNumber(row, "seconds", cells.get("seconds"));
    return new Answered(
        row,
        key,
        cells.get("source_hash"),
        cells.get("base_hash"),
        cells.get("source_en"),
        cells.get("text_mt"),
        cells.get("text_ja"),
        cells.get("status").strip(),
        ratings,
        List.of(),
        List.of(),
        cells.get("comment"),
        seconds.isPresent() ? seconds.getAsLong() : null,
        null);
  }

  private static String unquoted(String cell) {
    return cell.length() > 1
            && cell.charAt(0) == '\''
            && FORMULA_STARTS.indexOf(cell.charAt(1)) >= 0
        ? cell.substring(1)
        : cell;
  }

  /** A whole number, also as a spreadsheet shows it ({@code 5.0}); a date is none. */
  private OptionalLong wholeNumber(int row, String column, String cell) {
    String number = cell.strip();
    if (number.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!number.matches("[0-9]{1,9}([.,]0+)?")) {
      refusals.add(row, column + " is no whole number; did the spreadsheet make a date of it?");
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(number.replaceFirst("[.,].*", "")));
  }
}
