package io.shoken.compose;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes validation reports in the CT-RATE-JPN shape: machine translation, revision, check. */
final class RevisedFile implements Closeable {

  private static final List<String> COLUMNS =
      Stream.concat(
              SplitFiles.REPORT_COLUMNS.stream(),
              Stream.of(
                  "Findings_JPN_MT",
                  "Findings_JPN_Revised",
                  "Findings_JPN_Checked",
                  "Impressions_JPN_MT",
                  "Impressions_JPN_Revised",
                  "Impressions_JPN_Checked",
                  "Radiologist",
                  "Senior_Radiologist"))
          .toList();

  private final CsvFile file;
  private final Edits edits;

  RevisedFile(Path path, Edits edits) throws IOException {
    this.file = new CsvFile(path, COLUMNS, false);
    this.edits = edits;
  }

  /** Writes one row for the scan, under its first volume, with reviewers drawn by the dice. */
  void add(Scan scan, Dice dice) throws IOException {
    List<String> cells = new ArrayList<>(SplitFiles.reportRow(scan.volumes().get(0), scan));
    cells.addAll(stages(scan.findings(), dice));
    cells.addAll(stages(scan.impression(), dice));
    cells.add(Integer.toString(dice.between(0, 4)));
    cells.add(Integer.toString(dice.between(0, 1)));
    file.row(cells);
  }

  private List<String> stages(Passage passage, Dice dice) {
    Edits.Stages stages = edits.stages(SplitFiles.given(passage.japanese()), dice);
    return List.of(stages.machine(), stages.revised(), stages.checked());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
