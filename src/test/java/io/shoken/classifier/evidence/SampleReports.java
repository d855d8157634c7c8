package io.shoken.classifier.evidence;

import io.shoken.domain.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small made-up reports: finding k is there where "sign k" is said and not denied. */
final class SampleReports {
  private SampleReports() {}

  static List<TrainingReport> reports(int n) {
    Random random = new Random(5);
    List<TrainingReport> reports = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      StringBuilder text = new StringBuilder();
      boolean[] has = new boolean[Finding.values().length];
      for (int k = 0; k < has.length; k++) {
        String sign = "徴候" + (char) ('a' + k);
        int said = random.nextInt(3);
        has[k] = said == 0;
        text.append(said == 0 ? sign + "を認める。" : said == 1 ? sign + "は認めない。" : "");
      }
      reports.add(new TrainingReport(text.append("胸郭").append(i).toString(), has, i % 3));
    }
    return reports;
  }

  static EvidenceSettings settings(boolean lexicon) {
    return new EvidenceSettings(lexicon, 3, 2, 5_000, 30, 0.1, 1e-4, -3, 3);
  }

  static EvidenceModel model(boolean lexicon) {
    return new EvidenceTrainer(settings(lexicon)).fit(TrainingReports.inMemory(reports(40)));
  }
}
