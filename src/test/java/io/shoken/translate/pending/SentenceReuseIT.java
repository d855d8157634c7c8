package io.shoken.translate.pending;

import static io.shoken.testkit.TestRows.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings.Caps;
import io.shoken.llm.LlmSettings.Limits;
import io.shoken.sandbox.Sandbox;
import io.shoken.testkit.Shaped;
import io.shoken.testkit.TestJob;
import io.shoken.testkit.TranslateFixture;
import io.shoken.translate.Batches;
import io.shoken.translate.Translate;
import io.shoken.translate.TranslateSettings;
import io.shoken.translate.answer.Totals;
import io.shoken.translate.request.PrivacySettings;
import io.shoken.translate.request.PrivacySettings.Action;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sentence that several texts have is asked for once, and is in the Japanese of all of them. */
class SentenceReuseIT extends TranslateFixture {

  private static final String HEART = "The heart is not enlarged.";
  private static final String EFFUSION = "No pleural effusion is seen.";
  private static final String NODULE = "A 5 mm nodule is seen in the right upper lobe.";
  private static final String BOTH = HEART + " " + EFFUSION;
  private static final String AROUND = HEART + " " + NODULE + " " + EFFUSION;
  private static final String LINES = "Stable since the earlier scan\n" + EFFUSION;
  private static final String HEART_JA = "\u5FC3\u62E1\u5927\u306F\u8A8D\u3081\u306A\u3044\u3002";
  private static final String EFFUSION_JA = "\u80F8\u6C34\u306F\u8A8D\u3081\u306A\u3044\u3002";
  private static final String NODULE_JA =
      "\u53F3\u4E0A\u8449\u306B5 mm\u5927\u306E\u7D50\u7BC0\u3092\u8A8D\u3081\u308B\u3002";

  private TranslateSettings reusing() {
    return Shaped.sentenceReuse(settings(), 2);
  }

  private void threeReports() {
    reports(report("a", BOTH, null), report("b", AROUND, null), report("c", LINES, null));
  }

  private static String japanese(Row row) {
    return row.getAs("text_ja");
  }

  @Test
  void asksForASentenceOnceAndPutsItIntoEveryText() {
    threeReports();
    assertThat(translate(reusing(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(requests()).isEqualTo(4); // two sentences, and what is left of two texts
    assertThat(japanese(row(BOTH))).isEqualTo(HEART_JA + EFFUSION_JA);
    assertThat(japanese(row(AROUND))).isEqualTo(HEART_JA + NODULE_JA + EFFUSION_JA);
    assertThat(japanese(row(LINES))).endsWith("\n" + EFFUSION_JA).doesNotContain("[");
    assertThat(row(BOTH).<Integer>getAs("attempts")).isZero();
    assertThat(row(BOTH).<String>getAs("finish_reason")).isNull();
    assertThat(noted(AROUND, "sentence-reuse").<String>getAs("detail")).isEqualTo("2");
    assertThat(row(EFFUSION).<String>getAs("parameters"))
        .startsWith("{\"context\":{\"findings\":\"%s\"}".formatted(Hashes.ofText(BOTH)));
    Totals totals = Totals.of(lastRun.written(Table.TRANSLATIONS));
    assertThat(totals.rows()).isEqualTo(3);
    assertThat(totals.sentences()).isEqualTo(2);
  }

  @Test
  void paysForNothingAgainWhetherItIsOnOrOff() {
    threeReports();
    translate(reusing(), false);
    assertThat(translate(reusing(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    moreReports(report("0", HEART + " Stable", EFFUSION));
    assertThat(translate(reusing(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(requests()).isEqualTo(5); // "Stable" alone; the impression is all known
    assertThat(japanese(row(EFFUSION))).isEqualTo(EFFUSION_JA);
  }

  @Test
  void tellsBeforehandWhatItTakesAndSaves() {
    threeReports();
    step(reusing(), new Translate.Options(false, Optional.empty(), true)).run(begin("dry"));
    translate(reusing(), false);
    assertThat(printed.get(0)).contains("4 calls with %,d input tokens".formatted(inputTokens()));
    assertThat(printed.get(1))
        .contains("translate.sentence-reuse = 10 would make 3 calls instead of 3", "USD instead");
    // What is said after it of the model and its price depends on the day.
    assertThat(printed).filteredOn(line -> line.startsWith("translate")).hasSize(3);
  }

  @Test
  void goesOnWithTheSentencesThatAStoppedRunHasPaidFor() {
    threeReports();
    TranslateSettings one =
        Shaped.sentenceReuse(
            settings(
                MODEL,
                new Limits(0, 0, 1),
                new Caps(Optional.empty(), Optional.of(1200L)),
                Optional.empty()),
            2);
    assertThatThrownBy(() -> translate(one, false))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.QUOTA));
    lastRun.commit(4, Map.of(), Map.of(), List.of());
    assertThat(Totals.of(lastRun.written(Table.TRANSLATIONS)).sentences()).isEqualTo(1);
    assertThat(translate(reusing(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(requests()).isEqualTo(4);
    assertThat(japanese(row(BOTH))).isEqualTo(HEART_JA + EFFUSION_JA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrong-language, language = en",
        "truncated",
        "content-filter, as-error = true",
        "refusal, language = ja, in-field = true"
      })
  void asksForTheWholeTextWhenTheAnswerWithMarksIsFaulty(String kind) throws Exception {
    threeReports();
    Path faults = folder.resolve("faults.conf");
    Files.writeString(
        faults,
        "faults = [{ kind = %s, source = \"%s\" }]"
            .formatted(kind, Hashes.ofText("[S1] " + NODULE + " [S2]")));
    sandbox.close();
    sandbox =
        Sandbox.start(sandboxSettings(NO_LIMITS).withFaults(faults.toString()), Optional.empty());
    TranslateSettings checked = Shaped.checked(reusing(), TestJob.MANNERS, PrivacySettings.off());
    assertThat(translate(checked, false)).isEqualTo(Step.Outcome.DONE);
    assertThat(requests()).isEqualTo(5);
    assertThat(row(AROUND).<Integer>getAs("attempts")).isEqualTo(2);
    assertThat(japanese(row(AROUND))).isEqualTo(HEART_JA + NODULE_JA + EFFUSION_JA);
    assertThat(row(AROUND).<Row>getList(row(AROUND).fieldIndex("checks")))
        .noneMatch(noted -> noted.<String>getAs("check").equals("sentence-reuse"));
  }

  @Test
  void takesNoSentenceFromATextWithAnIdentifierAndPutsNoneIntoIt() {
    knowFaultyAnswers();
    String good = "A 5 mm nodule is seen.";
    String named = "Reported by Dr. Jane Example on 07.02.2022.\n" + good;
    reports(report("a", named, null), report("b", good, null));
    PrivacySettings mask = new PrivacySettings(Action.MASK, Action.PASS);
    assertThat(translate(Shaped.privacy(reusing(), mask), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(requests()).isEqualTo(2);
    assertThat(japanese(row(named))).contains("Dr. Jane Example");
  }

  @Test
  void isNotForBatches() {
    Batches batches = batches(reusing());
    assertThatThrownBy(() -> batches.export(warehouse, Optional.empty()))
        .hasMessageContaining("set translate.sentence-reuse to 0");
  }
}
