package io.shoken.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of run ids, and of rows where a step is stopped, through the command line. */
class RunIdIT {
  @TempDir Path folder;

  private String warehouse;
  private String err = "";

  @Test
  void aCommittedIdIsNotRunAgainAndBelongsToItsCommand() throws Exception {
    warehouse = folder.resolve("warehouse").toString();
    Path reports = folder.resolve("train_reports.csv");
    Files.writeString(
        reports,
        """
        VolumeName,ClinicalInformation_EN,Technique_EN,Findings_EN,Impressions_EN
        train_1_a_1.nii.gz,Not given.,Not given.,No such sentence is known.,Not given.
        """);
    assertThat(shoken("ingest", "--reports", reports.toString(), "--run-id", "night-1")).isZero();
    assertThat(shoken("ingest", "--reports", reports.toString(), "--run-id", "night-1")).isZero();
    assertThat(err).contains("nothing to do, run night-1 is there");
    assertThat(shoken("translate", "--run-id", "night-1")).isEqualTo(2);
    assertThat(err).contains("--run-id night-1 names a run of ingest, not of translate");

    // The one text is refused, which is more than the share allowed; its row is kept all the same.
    assertThat(shoken("translate")).isEqualTo(69);
    assertThat(err).contains("kept what was done").doesNotContain("No such sentence");
    assertThat(folder.resolve("warehouse/translations")).isDirectoryContaining("glob:**run=*");
  }

  private int shoken(String command, String... options) {
    String[] all = new String[options.length + 3];
    all[0] = command;
    System.arraycopy(options, 0, all, 1, options.length);
    all[all.length - 2] = "--warehouse";
    all[all.length - 1] = warehouse;
    PrintStream before = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try {
      return Main.run(all);
    } finally {
      System.setErr(before);
      err = captured.toString(StandardCharsets.UTF_8);
    }
  }
}
