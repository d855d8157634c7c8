package io.shoken.translate.request;

import io.shoken.core.UserException;
import io.shoken.llm.NamedFile;
import io.shoken.llm.NamedFile.Content;
import io.shoken.text.FieldScanner;
import io.shoken.translate.request.Glossary.Term;
import io.shoken.translate.request.Glossary.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a glossary: UTF-8 CSV with the header {@code english,japanese} and one term a line.
 * Messages name file and line and quote nothing.
 */
final class GlossaryFile {

  private static final NamedFile FILE =
      new NamedFile("translate.glossary", "glossary", "/glossaries/", ".csv");
  private static final List<String> HEADER = List.of("english", "japanese");
  private static final int MAX_CHARS = 200;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private final Content content;
  private final List<Term> terms = new ArrayList<>();
  private final Map<String, Integer> lineOfWords = new HashMap<>();

  private GlossaryFile(Content content) {
    this.content = content;
  }

  /**
   * Reads a glossary by the name that it ships under ({@code radiology-ja-v1}) or by its path.
   *
   * @throws UserException (usage) if there is none, it is over 1 MiB, not UTF-8, has another
   *     header, a line that is no term, a term twice, or no term
   */
  static Glossary read(String nameOrPath) {
    return of(FILE.read(nameOrPath));
  }

  static Glossary of(String fileName, byte[] utf8) {
    return of(FILE.content(fileName, fileName, utf8));
  }

  private static Glossary of(Content content) {
    GlossaryFile file = new GlossaryFile(content);
    String text = content.text();
    file.readLines(text.startsWith("\uFEFF") ? text.substring(1) : text);
    if (file.terms.isEmpty()) {
      throw FILE.bad(content.given(), "it has no terms, expected lines \"english,japanese\"");
    }
    return new Glossary(content.id(text.replace("\r\n", "\n")), file.terms);
  }

  private void readLines(String text) {
    String[] lines = text.split("\r\n|\n", -1);
    if (!fields(1, lines[0]).equals(HEADER)) {
      throw bad(1, "the header is another, expected \"english,japanese\"");
    }
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        add(i + 1, fields(i + 1, lines[i]));
      }
    }
  }

  private List<String> fields(int number, String line) {
    FieldScanner scanner = new FieldScanner();
    if (scanner.line(line.getBytes(StandardCharsets.UTF_8)) != FieldScanner.State.COMPLETE) {
      throw bad(number, "a quote out of place or not closed on its line");
    }
    return scanner.fields().stream()
        .map(field -> new String(field, StandardCharsets.UTF_8).strip())
        .toList();
  }

  private void add(int number, List<String> fields) {
    if (fields.size() != HEADER.size()) {
      throw bad(number, fields.size() + " fields, expected 2: english,japanese");
    }
    Term term = new Term(fields.get(0), fields.get(1));
    if (term.english().length() > MAX_CHARS || term.japanese().length() > MAX_CHARS) {
      throw bad(number, "a side of over " + MAX_CHARS + " characters, expected a term");
    }
    Words words = Words.of(term.english());
    String joined = words.join(0, words.size());
    if (joined.isEmpty()
        || !joined.equals(term.english().toLowerCase(Locale.ROOT).replace('-', ' '))) {
      throw bad(number, "english is empty or not words with one space or hyphen between them");
    }
    if (term.japanese().isEmpty() || CONTROL.matcher(term.japanese()).find()) {
      throw bad(number, "japanese is empty or has a control character");
    }
    Integer first = lineOfWords.putIfAbsent(joined, number);
    if (first != null) {
      throw bad(number, "the term of line " + first + " again; leave one of them");
    }
    terms.add(term);
  }

  private UserException bad(int line, String why) {
    return FILE.bad(content.given(), line, why);
  }
}
