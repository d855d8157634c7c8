package io.shoken.classifier.evidence;

import io.shoken.classifier.split.Folds;
import io.shoken.core.Hashes;
import io.shoken.domain.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The real reports beside the checkout, where they are there. */
final class RealReports {
  static final Path FOLDER = Path.of("../shared/data/ct-clip-ja");

  private RealReports() {}

  record Report(Folds.Key key, TrainingReport report) {}

  static List<Report> read() throws IOException {
    Map<String, CSVRecord> labels = new HashMap<>();
    for (CSVRecord row : rows("train_labels.csv")) {
      labels.put(row.get("VolumeName"), row);
    }
    List<Report> reports = new ArrayList<>();
    for (CSVRecord row : rows("train_reports_ja.csv")) {
      String volume = row.get("VolumeName");
      String text =
          Stream.of(row.get("Findings_JPN"), row.get("Impressions_JPN"))
              .filter(t -> !t.isBlank() && !t.equals("Not given."))
              .collect(Collectors.joining("\n"));
      boolean[] has = new boolean[Weights.FINDINGS];
      for (int k = 0; k < has.length; k++) {
        has[k] = labels.get(volume).get(Finding.labels().get(k)).startsWith("1");
      }
      String patient = volume.substring(0, volume.indexOf('_', volume.indexOf('_') + 1));
      reports.add(
          new Report(
              new Folds.Key(patient, Hashes.ofText(text)), new TrainingReport(text, has, 0)));
    }
    return reports;
  }

  /** The reports with their part of a cross-validation. */
  static List<TrainingReport> dealt(List<Report> reports, int folds, long seed) {
    Map<String, Integer> fold =
        Folds.assign(reports.stream().map(Report::key).toList(), folds, seed);
    return reports.stream().map(r -> r.report().inFold(fold.get(r.key().textHash()))).toList();
  }

  private static List<CSVRecord> rows(String name) throws IOException {
    try (InputStream in = Files.newInputStream(FOLDER.resolve(name))) {
      InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8);
      return CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(text)
          .getRecords();
    }
  }
}
