package io.shoken.tokenize;

import io.shoken.core.UserException;
import io.shoken.text.japanese.TokenizerWriter;
import io.shoken.text.japanese.mecab.Edition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Makes a tokenizer folder from the words of the corpus, where no model is at hand. */
final class CorpusVocabulary {
  private static final Edition DICTIONARY = Edition.UNIDIC_LITE;

  private CorpusVocabulary() {}

  /** Counts the words of {@code text_ja} and writes the folder. */
  static void write(Dataset<Row> texts, String folder, int size) {
    Map<String, Long> counts = new HashMap<>();
    texts
        .select("text_ja")
        .flatMap(
            (FlatMapFunction<Row, String>)
                row -> TokenizerWriter.words(DICTIONARY, row.getString(0)).iterator(),
            Encoders.STRING())
        .groupBy("value")
        .count()
        .toLocalIterator()
        .forEachRemaining(row -> counts.put(row.getString(0), row.getLong(1)));
    try {
      TokenizerWriter.write(Path.of(folder), DICTIONARY, TokenizerWriter.vocabulary(counts, size));
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.USAGE, "cannot write " + folder + ": " + e.getMessage(), e);
    }
  }
}
