package io.shoken.classifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads real reports as well as is promised; skipped where they are not there. */
class EvidenceQualityIT {
  private static final int FOLDS = 5;
  private static final long SEED = Long.getLong("shoken.seed", 1);

  @Test
  void readsRealReportsWithoutTheLexicon() throws IOException {
    assertThat(crossValidate(false).macroF1()).isGreaterThanOrEqualTo(0.92);
  }

  @Test
  void readsRealReportsWithTheLexicon() throws IOException {
    assertThat(crossValidate(true).macroF1()).isGreaterThanOrEqualTo(0.945);
  }

  private static F1Scores crossValidate(boolean lexicon) throws IOException {
    assumeThat(RealReports.FOLDER).isDirectory();
    EvidenceTrainer trainer = new EvidenceTrainer(EvidenceSettings.standard(lexicon));
    List<RealReports.Report> all = RealReports.read();
    List<TrainingReport> outer = RealReports.dealt(all, FOLDS, SEED);
    F1Scores marks = new F1Scores();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<RealReports.Report> train = new ArrayList<>();
      List<TrainingReport> test = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (outer.get(i).fold() == fold) {
          test.add(outer.get(i));
        } else {
          train.add(all.get(i));
        }
      }
      int inner = EvidenceSettings.standard(lexicon).thresholdFolds();
      long start = System.nanoTime();
      EvidenceTrainer.Trained trained =
          trainer.train(TrainingReports.inMemory(RealReports.dealt(train, inner, SEED)));
      System.out.printf(
          "fold %d threshold %.2f %.1f s%n",
          fold, trained.threshold(), (System.nanoTime() - start) / 1e9);
      test.forEach(r -> marks.add(trained, r));
    }
    System.out.println("seed " + SEED + " lexicon " + lexicon + ": " + marks);
    return marks;
  }
}
