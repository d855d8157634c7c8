package io.shoken.classifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EvidenceTrainerTest {

  @Test
  void learnsWhatIsSaidAndWhatIsDenied() {
    EvidenceTrainer trainer = new EvidenceTrainer(SampleReports.settings(false));
    F1Scores marks = new F1Scores();
    EvidenceTrainer.Trained trained =
        trainer.train(TrainingReports.inMemory(SampleReports.reports(40)));
    SampleReports.reports(70).subList(40, 70).forEach(r -> marks.add(trained, r));
    assertThat(marks.macroF1()).isGreaterThan(0.95);
  }

  @Test
  void showsTheClauseThatDecided() {
    EvidenceModel model = SampleReports.model(true);
    List<String> clauses = model.clauses("徴候aは認めない。徴候bを認める。");
    List<EvidenceModel.Verdict> verdicts = model.pool(clauses.stream().map(model::score).toList());
    assertThat(clauses.get(verdicts.get(1).clause())).isEqualTo("徴候bを認める");
    assertThat(verdicts.get(1).probability()).isGreaterThan(verdicts.get(0).probability());
  }

  @Test
  void readsNothingFromAnEmptyText() {
    EvidenceModel.Verdict verdict = SampleReports.model(false).pool(List.of()).get(0);
    assertThat(verdict.clause()).isEqualTo(-1);
    assertThat(verdict.probability()).isZero();
    assertThat(verdict.logit()).isFinite();
  }

  @Test
  void tellsEveryPass() {
    AtomicInteger passes = new AtomicInteger();
    EvidenceTrainer trainer = new EvidenceTrainer(SampleReports.settings(false), passes::addAndGet);
    trainer.train(TrainingReports.inMemory(SampleReports.reports(9)));
    assertThat(passes).hasValue(trainer.passes());
  }

  @Test
  void keepsTheMostFrequentFeaturesWhereThereAreTooMany() {
    EvidenceSettings few = new EvidenceSettings(false, 3, 2, 10, 1, 0.1, 1e-4, -3, 2);
    EvidenceModel model =
        new EvidenceTrainer(few).fit(TrainingReports.inMemory(SampleReports.reports(9)));
    assertThat(model.vocabulary().size()).isEqualTo(10);
  }
}
