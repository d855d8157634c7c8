package io.shoken.compose;

import io.shoken.domain.Finding;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The reports, the labels and the exclusion list of one split. */
final class SplitFiles implements Closeable {

  static final List<String> REPORT_COLUMNS =
      List.of(
          "VolumeName", "ClinicalInformation_EN", "Technique_EN", "Findings_EN", "Impressions_EN");

  private final CsvFile reports;
  private final CsvFile labels;
  private final BufferedWriter noChest;
  private final Style style;
  private long volumes;

  /** Which of the two habits of published files a split has. */
  enum Style {
    /** No mark, labels as 0 and 1. */
    PLAIN("0", "1", false),
    /** A byte order mark before the reports, labels as 0.0 and 1.0, as spreadsheets leave them. */
    SPREADSHEET("0.0", "1.0", true);

    private final String no;
    private final String yes;
    private final boolean mark;

    Style(String no, String yes, boolean mark) {
      this.no = no;
      this.yes = yes;
      this.mark = mark;
    }
  }

  SplitFiles(Path reportFile, Path labelFile, Path noChestFile, Style style) throws IOException {
    this.style = style;
    reports = new CsvFile(reportFile, REPORT_COLUMNS, style.mark);
    labels =
        new CsvFile(
            labelFile,
            Stream.concat(Stream.of("VolumeName"), Finding.labels().stream()).toList(),
            false);
    noChest = Files.newBufferedWriter(noChestFile, StandardCharsets.UTF_8);
  }

  /** Writes a row for each volume. */
  void add(Scan scan) throws IOException {
    for (String volume : scan.volumes()) {
      reports.row(reportRow(volume, scan));
      labels.row(labelRow(volume, scan));
      volumes++;
    }
    if (scan.lastIsNoChest()) {
      noChest.write(scan.volumes().get(scan.volumeCount() - 1) + "\n");
    }
  }

  /** The cells of {@link #REPORT_COLUMNS}. */
  static List<String> reportRow(String volume, Scan scan) {
    return List.of(
        volume,
        given(scan.clinicalInformation().english()),
        given(scan.technique().english()),
        given(scan.findings().english()),
        given(scan.impression().english()));
  }

  /** The text, or what the field writes where there is none. */
  static String given(String text) {
    return text.isEmpty() ? "Not given." : text;
  }

  private List<String> labelRow(String volume, Scan scan) {
    List<String> cells = new ArrayList<>(List.of(volume));
    for (Finding finding : Finding.values()) {
      cells.add(scan.labels().contains(finding) ? style.yes : style.no);
    }
    return cells;
  }

  /** How many rows each of its two tables has. */
  long volumes() {
    return volumes;
  }

  @Override
  public void close() throws IOException {
    try (reports;
        labels;
        noChest) {
      // Closing is all: each is closed even if another fails.
    }
  }
}
