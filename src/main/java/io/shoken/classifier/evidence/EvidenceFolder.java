package io.shoken.classifier.evidence;

import static io.shoken.classifier.evidence.Weights.FINDINGS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.core.BoundedLines;
import io.shoken.core.PlainFiles;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import io.shoken.text.TsvLines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads an evidence model as text files. Everything that is read is checked. */
final class EvidenceFolder {
  private static final String FORMAT = "shoken-evidence-1";
  private static final String SETTINGS = "settings.json";
  private static final String VOCABULARY = "vocabulary.tsv";
  private static final String WEIGHTS = "weights.tsv";
  private static final String PHRASES = "phrases.tsv";
  private static final String CUES = "cues.tsv";
  private static final String BIAS = "(bias)";
  private static final String HEADER = "feature\t" + String.join("\t", Finding.labels());
  private static final int SMALL = 1 << 20;

  /** Weights of 2 million features. */
  private static final long LARGEST_FILE = 1L << 30;

  private static final double LARGEST = 1e6;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The content of {@code settings.json}. */
  private record Described(String format, long reports, int features, EvidenceSettings settings) {}

  private EvidenceFolder() {}

  static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(SETTINGS))
        && Files.isRegularFile(folder.resolve(VOCABULARY))
        && Files.isRegularFile(folder.resolve(WEIGHTS));
  }

  static void save(EvidenceModel model, Path folder) {
    FeatureVocabulary vocabulary = model.vocabulary();
    Described described =
        new Described(FORMAT, vocabulary.reports(), vocabulary.size(), model.settings());
    try {
      String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(described);
      Files.writeString(folder.resolve(SETTINGS), json.replace("\r\n", "\n") + "\n");
      Files.writeString(folder.resolve(PHRASES), model.reader().phrases().source());
      if (!model.reader().lexicon().isEmpty()) {
        Files.writeString(folder.resolve(CUES), model.reader().lexicon().source());
      }
      writeVocabulary(vocabulary, folder.resolve(VOCABULARY));
      writeWeights(vocabulary, model.weights(), folder.resolve(WEIGHTS));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the model to " + folder, e);
    }
  }

  private static void writeVocabulary(FeatureVocabulary vocabulary, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("feature\treports\n");
      for (int i = 0; i < vocabulary.size(); i++) {
        out.write(vocabulary.feature(i) + "\t" + vocabulary.reportsOf(i) + "\n");
      }
    }
  }

  private static void writeWeights(FeatureVocabulary vocabulary, Weights weights, Path file)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADER + "\n");
      writeRow(out, BIAS, weights.bias, 0);
      for (int i = 0; i < vocabulary.size(); i++) {
        writeRow(out, vocabulary.feature(i), weights.weight, i * FINDINGS);
      }
    }
  }

  private static void writeRow(BufferedWriter out, String name, double[] values, int from)
      throws IOException {
    StringBuilder row = new StringBuilder(name);
    for (int k = 0; k < FINDINGS; k++) {
      row.append('\t').append(values[from + k]);
    }
    out.append(row.append('\n'));
  }

  static EvidenceModel load(Path folder) {
    try {
      Described described = readSettings(folder.resolve(SETTINGS));
      ClauseReader reader = readReader(folder, described.settings());
      FeatureVocabulary vocabulary = readVocabulary(folder.resolve(VOCABULARY), described);
      Weights weights = readWeights(folder.resolve(WEIGHTS), vocabulary);
      return new EvidenceModel(reader, vocabulary, weights, described.settings());
    } catch (IOException e) {
      // The cause may quote what it read, so only its kind is passed on.
      throw UserException.input(
          "the evidence model in "
              + folder
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "); expected the files of train-linear as UTF-8; copy the folder again");
    }
  }

  private static String readSmall(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw UserException.input(file + " is missing; copy the whole model folder again");
    }
    if (Files.size(file) > SMALL) {
      throw UserException.input(file + " has over " + SMALL + " bytes; it is no file of a model");
    }
    return TsvLines.strictUtf8(Files.readAllBytes(file));
  }

  private static Described readSettings(Path file) throws IOException {
    Described described;
    try {
      described = JSON.readValue(readSmall(file), Described.class);
    } catch (JsonProcessingException e) {
      throw UserException.input(
          file + " is not the settings of an evidence model" + lineOf(e) + causeOf(e));
    }
    if (described == null || !FORMAT.equals(described.format())) {
      throw UserException.input(file + ": expected the format " + FORMAT + "; train it again");
    }
    if (described.settings() == null
        || described.features() < 0
        || described.features() > described.settings().maxFeatures()
        || described.reports() < 0) {
      throw UserException.input(file + ": settings or a count is missing or out of range");
    }
    return described;
  }

  private static String lineOf(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
  }

  private static String causeOf(JsonProcessingException e) {
    return e.getCause() instanceof IllegalArgumentException cause ? ": " + cause.getMessage() : "";
  }

  private static ClauseReader readReader(Path folder, EvidenceSettings settings)
      throws IOException {
    Path cues = folder.resolve(CUES);
    Lexicon lexicon =
        settings.lexicon() ? new Lexicon(cues.toString(), readSmall(cues)) : Lexicon.none();
    Path phrases = folder.resolve(PHRASES);
    return new ClauseReader(
        new Phrases(phrases.toString(), readSmall(phrases)), lexicon, settings.longestNgram());
  }

  private static FeatureVocabulary readVocabulary(Path file, Described described)
      throws IOException {
    List<String> features = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    try (BoundedLines lines = new BoundedLines(PlainFiles.require(file, LARGEST_FILE))) {
      expectHeader(lines, "feature\treports");
      for (String line = lines.next(); line != null; line = lines.next()) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 2
            || columns[0].isEmpty()
            || features.size() == described.features()) {
          throw lines.broken("expected " + described.features() + " lines of feature, tab, count");
        }
        if (!features.isEmpty() && features.get(features.size() - 1).compareTo(columns[0]) >= 0) {
          throw lines.broken("features must be sorted and distinct");
        }
        features.add(columns[0]);
        counts.add((int) number(lines, columns[1], (double) described.reports()));
      }
      if (features.size() != described.features()) {
        throw lines.broken("the file ends here; " + described.features() + " features expected");
      }
    }
    return new FeatureVocabulary(
        described.reports(), features, counts.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Weights readWeights(Path file, FeatureVocabulary vocabulary) throws IOException {
    Weights weights = Weights.initial(vocabulary.size(), 0);
    try (BoundedLines lines = new BoundedLines(PlainFiles.require(file, LARGEST_FILE))) {
      expectHeader(lines, HEADER);
      readRow(lines, BIAS, weights.bias, 0);
      for (int i = 0; i < vocabulary.size(); i++) {
        readRow(lines, vocabulary.feature(i), weights.weight, i * FINDINGS);
      }
      if (lines.next() != null) {
        throw lines.broken("more rows than the vocabulary has features");
      }
    }
    return weights;
  }

  private static void readRow(BoundedLines lines, String name, double[] into, int from)
      throws IOException {
    String line = lines.next();
    String[] columns = line == null ? new String[0] : line.split("\t", -1);
    if (columns.length != FINDINGS + 1 || !columns[0].equals(name)) {
      throw lines.broken("expected the next feature of vocabulary.tsv and a weight a finding");
    }
    for (int k = 0; k < FINDINGS; k++) {
      into[from + k] = number(lines, columns[k + 1], LARGEST);
    }
  }

  private static void expectHeader(BoundedLines lines, String header) throws IOException {
    if (!header.equals(lines.next())) {
      throw lines.broken("expected the header " + header.replace('\t', ' '));
    }
  }

  private static double number(BoundedLines lines, String text, double largest) {
    double value;
    try {
      value = text.length() > 32 ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    // Written so that NaN is refused too.
    if (!(Math.abs(value) <= largest)) {
      throw lines.broken("a number is missing or beyond " + largest);
    }
    return value;
  }
}
