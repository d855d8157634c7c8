package io.shoken.review;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.console.TextTable;
import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import io.shoken.quality.check.Answer;
import io.shoken.quality.check.Checks;
import io.shoken.review.file.Assignment;
import io.shoken.review.file.ExportRecord;
import io.shoken.review.file.Item;
import io.shoken.review.file.Sheet;
import io.shoken.review.sample.Candidate;
import io.shoken.review.sample.Sample;
import io.shoken.review.sample.Sampler;
import io.shoken.review.sample.SeededError;
import io.shoken.review.sample.Stratum;
import io.shoken.review.workbench.WorkbenchPage;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Draws a sample of reports and writes for each reviewer a page and a CSV file, with {@code
 * sample.json} stored next to them. The warehouse keeps what was handed out.
 */
public final class ReviewExport {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final StructType SEEN =
      StructType.fromDDL(
          "report_id STRING, section STRING, source_hash STRING, chars INT, rejected BOOLEAN,"
              + " doubtful BOOLEAN, can_err BOOLEAN");

  private final Warehouse warehouse;
  private final ReviewTexts texts;
  private final ExportOptions options;
  private final Clock clock;
  private final Consumer<TextTable> show;

  /**
   * @param preference which of several translations of a text is reviewed
   * @param show gets the strata with their weights
   */
  public ReviewExport(
      Warehouse warehouse,
      TranslationPreference preference,
      ExportOptions options,
      Clock clock,
      Consumer<TextTable> show) {
    this.warehouse = warehouse;
    this.texts = new ReviewTexts(warehouse, preference);
    this.options = options;
    this.clock = clock;
    this.show = show;
  }

  /**
   * Exports.
   *
   * @return the id that files of this export have in common
   * @throws UserException (5) if no text can be reviewed, or a file of the folder has other content
   */
  public String run() {
    Dataset<Row> all = wanted(withPairs(texts.read(options.split(), options.stage())));
    List<Row> seen =
        all.map((MapFunction<Row, Row>) ReviewExport::look, Encoders.row(SEEN)).collectAsList();
    if (seen.isEmpty()) {
      throw UserException.input(
          "there is no text for the stage " + options.stage() + "; " + whatIsMissing());
    }
    List<Candidate> candidates = candidates(seen);
    Sample sample =
        new Sampler(options.seed())
            .draw(candidates, options.sample(), options.overlap(), options.reviewers());
    Map<String, List<String>> attention = attention(seen, sample);
    Set<String> wanted = new HashSet<>();
    sample.perReviewer().values().forEach(wanted::addAll);
    attention.values().forEach(wanted::addAll);
    Map<String, List<Row>> rows = new HashMap<>();
    all.where(col("report_id").isin(wanted.toArray()))
        .collectAsList()
        .forEach(
            r -> rows.computeIfAbsent(r.getAs("report_id"), unused -> new ArrayList<>()).add(r));
    rows.values().forEach(list -> list.sort(Comparator.comparing(r -> r.<String>getAs("section"))));
    List<Assignment> assignments = new ArrayList<>();
    sample
        .perReviewer()
        .forEach(
            (reviewer, ids) -> assignments.add(assignment(reviewer, ids, sample, attention, rows)));
    ExportRecord export = ExportRecord.of(kind(), stage(), clock.instant().toString(), assignments);
    write(export, sample);
    new ExportStore(warehouse).put(export);
    show.accept(strata(sample));
    return export.id();
  }

  private String kind() {
    return options.pairs()
        ? "pair"
        : options.stage().equals("adjudicated") ? "adjudication" : "review";
  }

  /** An adjudication settles the stage whose texts differ; all of an export are of one. */
  private String stage() {
    return options.stage().equals("adjudicated") ? "revised" : options.stage();
  }

  private String whatIsMissing() {
    return switch (options.stage()) {
      case "revised" -> "run translate, or choose another --split";
      case "checked" -> "import what comes back from the stage revised first";
      default -> "no two reviewers of the stage revised differ";
    };
  }

  private Dataset<Row> wanted(Dataset<Row> all) {
    return options.reports().isEmpty()
        ? all
        : all.where(col("report_id").isin(options.reports().toArray()));
  }

  private Dataset<Row> withPairs(Dataset<Row> all) {
    return options.pairs()
        ? all.join(texts.revised("better"), new String[] {"report_id", "section"}, "inner")
            .where(col("machine").isNotNull().and(col("better").notEqual(col("machine"))))
        : all;
  }

  private static Row look(Row text) {
    String source = text.getAs("source");
    String shown = text.getAs("shown");
    return RowFactory.create(
        text.getAs("report_id"),
        text.getAs("section"),
        text.getAs("source_hash"),
        source.length(),
        text.getAs("rejected"),
        !flags(source, shown).isEmpty(),
        SeededError.into(shown).isPresent());
  }

  private static List<Item.Flag> flags(String source, String shown) {
    return Checks.standard().of(Answer.complete(source, shown)).stream()
        .filter(result -> !result.passed())
        .map(result -> new Item.Flag(result.check().key(), result.detail()))
        .toList();
  }

  private List<Candidate> candidates(List<Row> seen) {
    Set<String> rare = new HashSet<>();
    texts.withRareFinding().collectAsList().forEach(row -> rare.add(row.getString(0)));
    Map<String, List<Row>> byReport = new LinkedHashMap<>();
    seen.forEach(r -> byReport.computeIfAbsent(r.getString(0), unused -> new ArrayList<>()).add(r));
    return byReport.entrySet().stream()
        .map(
            e ->
                new Candidate(
                    e.getKey(),
                    e.getValue().stream().map(r -> r.getString(1) + ":" + r.getString(2)).toList(),
                    e.getValue().stream().mapToInt(r -> r.getInt(3)).sum(),
                    e.getValue().stream().anyMatch(r -> r.getBoolean(5)),
                    e.getValue().stream().anyMatch(r -> r.getBoolean(4)),
                    rare.contains(e.getKey())))
        .toList();
  }

  /** For each reviewer reports outside of the sample whose findings get an error. */
  private Map<String, List<String>> attention(List<Row> seen, Sample sample) {
    Set<String> drawn = new HashSet<>();
    sample.reports().forEach(r -> drawn.add(r.reportId()));
    Map<String, List<String>> attention = new LinkedHashMap<>();
    for (String reviewer : options.reviewers()) {
      attention.put(
          reviewer,
          seen.stream()
              .filter(r -> r.getString(1).equals("findings") && r.getBoolean(6))
              .filter(r -> !r.getBoolean(4) && !r.getBoolean(5))
              .map(r -> r.getString(0))
              .filter(id -> !drawn.contains(id))
              .sorted(Comparator.comparing(id -> chance("attention " + reviewer, id)))
              .limit(options.attention())
              .toList());
    }
    return attention;
  }

  private String chance(String purpose, String what) {
    return Hashes.ofParts(Long.toString(options.seed()), purpose, what);
  }

  private Assignment assignment(
      String reviewer,
      List<String> ids,
      Sample sample,
      Map<String, List<String>> attention,
      Map<String, List<Row>> rows) {
    Map<String, Stratum> strata = new HashMap<>();
    sample.reports().forEach(r -> strata.put(r.reportId(), r.stratum()));
    Set<String> rated = rated(ids, sample);
    List<Item> items = new ArrayList<>();
    for (String id : ids) {
      rows.get(id)
          .forEach(row -> items.add(item(row, rated.contains(id), sample.weight(strata.get(id)))));
    }
    for (String id : attention.get(reviewer)) {
      Row row =
          rows.get(id).stream()
              .filter(r -> r.getAs("section").equals("findings"))
              .findFirst()
              .orElseThrow();
      int place = Math.floorMod(chance("place " + reviewer, id).hashCode(), items.size() + 1);
      items.add(place, withError(row));
    }
    return new Assignment("", reviewer, items);
  }

  /** Reports that every reviewer gets are rated first, so that ratings can be compared. */
  private Set<String> rated(List<String> ids, Sample sample) {
    Set<String> shared = new HashSet<>();
    sample.reports().stream().filter(Sample.Drawn::shared).forEach(r -> shared.add(r.reportId()));
    return new HashSet<>(
        ids.stream()
            .sorted(
                Comparator.comparing((String id) -> !shared.contains(id))
                    .thenComparing(id -> chance("rated", id)))
            .limit(options.rated().orElse(Integer.MAX_VALUE))
            .toList());
  }

  private Item item(Row row, boolean rated, double weight) {
    String shown = row.getAs("shown");
    List<String> others = row.getList(row.fieldIndex("others"));
    Item.Pair pair = null;
    if (options.pairs()) {
      String machine = row.getAs("machine");
      String better = row.getAs("better");
      boolean first = chance("pair", key(row)).charAt(0) < '8';
      pair = first ? new Item.Pair(machine, better, true) : new Item.Pair(better, machine, false);
      shown = pair.a();
    } else if (!others.isEmpty()) {
      List<String> blind = new ArrayList<>(others);
      blind.sort(Comparator.comparing(text -> chance("blind " + key(row), text)));
      others = blind;
      shown = blind.get(0);
    }
    return item(row, shown, rated, weight, null, pair, others);
  }

  private Item withError(Row row) {
    String good = row.getAs("shown");
    return item(row, SeededError.into(good).orElseThrow(), true, 0, good, null, List.of());
  }

  private Item item(
      Row row,
      String shown,
      boolean rated,
      double weight,
      String original,
      Item.Pair pair,
      List<String> others) {
    String source = row.getAs("source");
    String machine = row.getAs("machine");
    // The machine's text would give away a seeded error or one side of a pair.
    String known = original != null ? shown : pair != null || machine == null ? "" : machine;
    return new Item(
        key(row),
        row.getAs("report_id"),
        row.getAs("section"),
        row.getAs("source_hash"),
        pair == null ? Hashes.ofText(shown) : Hashes.ofParts(pair.a(), pair.b()),
        source,
        shown,
        known,
        row.<Boolean>getAs("rejected"),
        rated,
        pair == null ? flags(source, shown) : List.of(),
        original,
        pair,
        others,
        weight);
  }

  private static String key(Row row) {
    return row.getAs("report_id") + ":" + row.getAs("section");
  }

  private void write(ExportRecord export, Sample sample) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    List<PageJson.Hint> hints = Hints.read();
    for (Assignment assignment : export.assignments()) {
      String page = WorkbenchPage.html(PageJson.of(export, assignment, options.language(), hints));
      files.put(assignment.reviewer() + ".html", page.getBytes(StandardCharsets.UTF_8));
      if (export.kind().equals("review")) {
        files.put(assignment.reviewer() + ".csv", Sheet.write(assignment));
      }
    }
    try {
      files.put("sample.json", JSON.writeValueAsBytes(description(export, sample)));
      Files.createDirectories(options.out());
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        requireSame(options.out().resolve(file.getKey()), file.getValue());
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(options.out().resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE, options.out() + " cannot be written: " + e, e);
    }
  }

  /** Somebody's work may be in a file of that name. */
  private void requireSame(Path file, byte[] content) throws IOException {
    if (!options.overwrite()
        && Files.exists(file)
        && !Arrays.equals(Files.readAllBytes(file), content)) {
      throw UserException.input(
          file
              + " is there with other content; move it away, choose another --out or say"
              + " --overwrite");
    }
  }

  private Map<String, Object> description(ExportRecord export, Sample sample) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("export", export.id());
    json.put("kind", export.kind());
    json.put("stage", options.stage());
    json.put("split", options.split().orElse(null));
    json.put("seed", options.seed());
    json.put("overlap", options.overlap());
    json.put(
        "strata",
        sample.strata().stream()
            .map(
                s ->
                    Map.of(
                        "stratum", s.stratum().key(),
                        "population", s.population(),
                        "drawn", s.drawn(),
                        "weight", s.weight()))
            .toList());
    json.put(
        "reports",
        sample.reports().stream()
            .map(
                r ->
                    Map.of(
                        "report_id", r.reportId(),
                        "stratum", r.stratum().key(),
                        "shared", r.shared(),
                        "weight", sample.weight(r.stratum())))
            .toList());
    Map<String, Object> reviewers = new LinkedHashMap<>();
    export
        .assignments()
        .forEach(
            a ->
                reviewers.put(
                    a.reviewer(), Map.of("export_id", a.exportId(), "texts", a.items().size())));
    json.put("reviewers", reviewers);
    return json;
  }

  private static TextTable strata(Sample sample) {
    TextTable.Builder table =
        TextTable.titled("Strata of the sample")
            .columns("stratum", "population", "drawn")
            .column("weight", 2);
    sample
        .strata()
        .forEach(s -> table.row(s.stratum().key(), s.population(), s.drawn(), s.weight()));
    return table.build();
  }
}
