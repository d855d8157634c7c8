package io.shoken.review;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.shoken.console.TextTable;
import io.shoken.core.UserException;
import io.shoken.review.agreement.Bootstrap;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What reviewers' answers say: about the translation, about the checks, and how far the reviewers
 * agree. Writes {@code reviews}, and on demand files for spreadsheets and other tools.
 */
public final class ReviewReport implements Step {
  private static final int RESAMPLES = 1000;
  private static final long SEED = 12345;

  private final Optional<Path> out;
  private final Consumer<TextTable> show;

  /**
   * @param out folder for {@code review.csv}, {@code glossary.csv}, {@code marot.tsv} and {@code
   *     pearmut.json}; the last two hold report text
   */
  public ReviewReport(Optional<Path> out, Consumer<TextTable> show) {
    this.out = out;
    this.show = show;
  }

  @Override
  public String command() {
    return "review-report";
  }

  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    List<String> parts = new ArrayList<>();
    parts.add(out.map(Path::toString).orElse(""));
    parts.addAll(warehouse.runsOf(Table.REVISIONS));
    return parts;
  }

  @Override
  public Outcome run(Run run) {
    List<Reviewed> answers = Reviewed.newest(rows(run.warehouse()));
    if (answers.isEmpty()) {
      throw UserException.input("no review was imported; run review import first");
    }
    Bootstrap bootstrap = new Bootstrap(RESAMPLES, SEED);
    List<Figures.Measured> figures = Figures.of(answers, bootstrap);
    List<Reviewed> texts = answers.stream().filter(Reviewed::isText).toList();
    List<Replacements.Suggestion> suggestions = Replacements.of(texts);
    run.count("in", answers.size());
    run.count("out", texts.size());
    run.count("rejected", answers.size() - texts.size());
    run.count("failed", 0);
    run.count("suggested_terms", suggestions.size());
    write(run, figures, bootstrap.signature());
    out.ifPresent(folder -> writeFiles(folder, figures, texts, suggestions));
    show.accept(table(figures));
    return Outcome.DONE;
  }

  private static List<Row> rows(Warehouse warehouse) {
    Dataset<Row> sources =
        warehouse
            .current(Table.REPORTS, "report_id")
            .select(
                col("report_id"),
                explode(
                        array(
                            struct(lit("findings").as("section"), col("findings_en").as("source")),
                            struct(
                                lit("impression").as("section"),
                                col("impression_en").as("source"))))
                    .as("part"))
            .select("report_id", "part.section", "part.source");
    // Revisions' own columns come first and in their order.
    Dataset<Row> revisions =
        warehouse.read(Table.REVISIONS).where(col("kind").isNotNull()).drop("run").as("r");
    return revisions
        .join(
            sources.as("s"),
            col("r.report_id")
                .equalTo(col("s.report_id"))
                .and(col("r.section").equalTo(col("s.section"))),
            "left")
        .select("r.*", "s.source")
        .orderBy("reviewed_at", "report_id", "section", "reviewer")
        .collectAsList();
  }

  private static void write(Run run, List<Figures.Measured> figures, String signature) {
    List<Row> rows =
        figures.stream()
            .map(
                m ->
                    RowFactory.create(
                        m.stage(),
                        m.reviewer(),
                        m.measure(),
                        orNull(m.figure().value()),
                        orNull(m.figure().low()),
                        orNull(m.figure().high()),
                        (long) m.figure().n(),
                        signature))
            .toList();
    run.write(Table.REVIEWS, run.spark().createDataFrame(rows, Table.REVIEWS.schema()).coalesce(1));
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static void writeFiles(
      Path folder,
      List<Figures.Measured> figures,
      List<Reviewed> texts,
      List<Replacements.Suggestion> suggestions) {
    try {
      Files.createDirectories(folder);
      put(folder.resolve("review.csv"), Interchange.figures(figures));
      put(folder.resolve("glossary.csv"), Interchange.glossary(suggestions));
      put(folder.resolve("marot.tsv"), Interchange.marot(texts));
      put(folder.resolve("pearmut.json"), Interchange.pearmut(texts));
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE, folder + " cannot be written: " + e, e);
    }
  }

  private static void put(Path file, String content) throws IOException {
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  private static TextTable table(List<Figures.Measured> figures) {
    TextTable.Builder table =
        TextTable.titled("Review")
            .columns("stage", "reviewer", "measure", "value", "low", "high", "n");
    figures.forEach(
        m ->
            table.row(
                m.stage(),
                m.reviewer(),
                m.measure(),
                orNull(m.figure().value()),
                orNull(m.figure().low()),
                orNull(m.figure().high()),
                m.figure().n()));
    return table.build();
  }
}
