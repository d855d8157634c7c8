package io.shoken.train.bert;

import io.shoken.classifier.bert.recipe.LabelledReport;
import io.shoken.classifier.split.Folds;
import io.shoken.core.Hashes;
import io.shoken.train.TrainingTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The reports of a training in the driver's memory, about 2 kB each, in the order of their hashes,
 * so that equal tables give equal batches.
 *
 * @param labelled those to learn from
 * @param heldOut ids of those that are left out to be predicted
 * @param texts Japanese texts by hash, whether labelled or not, without those of a patient left out
 */
record TrainingData(List<Labelled> labelled, Set<String> heldOut, TreeMap<String, String> texts) {

  /** A report with its labels. */
  record Labelled(String reportId, String patientId, String textHash, LabelledReport report) {
    private static Labelled of(Row row) {
      List<Boolean> labels =
          row.<Integer>getList(row.fieldIndex("labels")).stream().map(y -> y == 1).toList();
      return new Labelled(
          row.getAs("report_id"),
          row.getAs("patient_id"),
          row.getAs("text_hash"),
          new LabelledReport(row.getAs("text_ja"), labels));
    }

    private Folds.Key key() {
      return new Folds.Key(patientId, textHash);
    }
  }

  /**
   * Collects them.
   *
   * @param table as {@link TrainingTable#of} gives it
   * @param texts {@code patient_id, text_hash, text_ja} of the splits
   */
  static TrainingData collect(
      Dataset<Row> table,
      Dataset<Row> texts,
      java.util.Optional<TrainOptions.Fold> fold,
      long seed) {
    List<Labelled> all =
        table.collectAsList().stream()
            .map(Labelled::of)
            .sorted(Comparator.comparing(Labelled::textHash).thenComparing(Labelled::reportId))
            .toList();
    Map<String, Integer> parts = fold.map(f -> folds(all, f.parts(), seed)).orElse(Map.of());
    int left = fold.map(f -> f.part() - 1).orElse(-1);
    Predicate<Labelled> isLeftOut = r -> parts.getOrDefault(r.textHash(), -2) == left;
    Set<String> hashes = of(all, isLeftOut, Labelled::textHash);
    Set<String> patients = of(all, isLeftOut, Labelled::patientId);
    TreeMap<String, String> kept = new TreeMap<>();
    for (Row row : texts.collectAsList()) {
      String hash = row.getAs("text_hash");
      if (!hashes.contains(hash) && !patients.contains(row.<String>getAs("patient_id"))) {
        kept.put(hash, row.getAs("text_ja"));
      }
    }
    return new TrainingData(
        all.stream().filter(isLeftOut.negate()).toList(),
        of(all, isLeftOut, Labelled::reportId),
        kept);
  }

  private static Set<String> of(
      Collection<Labelled> all,
      Predicate<Labelled> which,
      java.util.function.Function<Labelled, String> what) {
    return all.stream().filter(which).map(what).collect(Collectors.toSet());
  }

  private static Map<String, Integer> folds(List<Labelled> reports, int parts, long seed) {
    return Folds.assign(reports.stream().map(Labelled::key).toList(), parts, seed);
  }

  /**
   * The labelled reports in two: to learn from, and to validate by; a patient's and those of one
   * text on one side.
   *
   * @param share of the second; 0 leaves it empty
   */
  Map<Boolean, List<LabelledReport>> validated(double share, long seed) {
    if (share == 0) {
      return Map.of(false, labelled.stream().map(Labelled::report).toList(), true, List.of());
    }
    Map<String, Integer> parts = folds(labelled, (int) Math.round(1 / share), seed);
    return labelled.stream()
        .collect(
            Collectors.partitioningBy(
                r -> parts.get(r.textHash()) == 0,
                Collectors.mapping(Labelled::report, Collectors.toList())));
  }

  /** Of the sorted text hashes and labels. */
  String hash() {
    List<String> parts = new ArrayList<>();
    for (Labelled r : labelled) {
      String labels =
          r.report().labels().stream().map(y -> y ? "1" : "0").collect(Collectors.joining());
      parts.add(r.textHash() + " " + labels);
    }
    return Hashes.ofParts(parts.stream().sorted().toArray(String[]::new));
  }
}
