package io.shoken.review;

import io.shoken.core.UserException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What to hand out to whom.
 *
 * @param out folder of the files
 * @param sample the most reports
 * @param split of the reports; empty takes all splits
 * @param stage {@code revised}, {@code checked} or {@code adjudicated}
 * @param reviewers file names of their own
 * @param overlap how many reports every reviewer gets
 * @param pairs a blind comparison of machine and radiologist instead of a revision
 * @param attention how many items with a seeded error each reviewer gets
 * @param rated how many of a reviewer's reports are to be rated; empty rates all
 * @param language of the page, {@code ja} or {@code en}
 * @param overwrite whether files of the folder that differ are replaced
 * @param reports ids to draw from; none takes all
 */
public record ExportOptions(
    Path out,
    int sample,
    Optional<String> split,
    String stage,
    List<String> reviewers,
    int overlap,
    long seed,
    boolean pairs,
    int attention,
    Optional<Integer> rated,
    String language,
    boolean overwrite,
    List<String> reports) {

  public ExportOptions {
    require(sample > 0 && sample <= 100_000, "--sample is " + sample + ", expected 1 to 100000");
    require(
        List.of("revised", "checked", "adjudicated").contains(stage),
        "--stage is " + stage + ", expected revised, checked or adjudicated");
    require(!reviewers.isEmpty(), "review export needs --reviewer NAME, once for each reviewer");
    require(new HashSet<>(reviewers).size() == reviewers.size(), "a --reviewer is named twice");
    for (String name : reviewers) {
      require(
          name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,39}"),
          "--reviewer is a file name: up to 40 letters, digits, dashes and underscores");
    }
    require(overlap >= 0 && overlap <= sample, "--overlap is not 0 to --sample");
    require(attention >= 0 && attention <= 100, "--attention is not 0 to 100");
    require(List.of("ja", "en").contains(language), "--language is neither ja nor en");
    require(!pairs || stage.equals("revised"), "--pairs compares the texts of the stage revised");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw UserException.usage(message);
    }
  }
}
