package io.shoken.translate;

import static io.shoken.testkit.TestRows.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.testkit.Shaped;
import io.shoken.testkit.TranslateFixture;
import io.shoken.translate.answer.CheckCounts;
import io.shoken.translate.answer.CheckSettings;
import io.shoken.translate.request.PrivacySettings;
import io.shoken.translate.request.PrivacySettings.Action;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is looked at before a text goes out and when its answer comes back, over real HTTP. */
class AnswerChecksIT extends TranslateFixture {

  private static final String WRONG_NUMBER = "A 12 mm nodule is seen.";
  private static final String GOOD = "A 5 mm nodule is seen.";
  private static final String DOUBTED = "A metastasis is seen.";
  private static final String NAMED = "Reported by Dr. Jane Example on 07.02.2022.";
  private static final String LOST = "Seen by Dr. Jane Example.";
  private static final CheckSettings CHECKS =
      new CheckSettings(true, 1, List.of("numbers"), List.of());

  @BeforeEach
  @Override
  public void open() {
    super.open();
    knowFaultyAnswers();
  }

  private TranslateSettings settings(CheckSettings checks, PrivacySettings privacy) {
    return Shaped.checked(settings(), checks, privacy);
  }

  @Test
  void asksAgainForAFaultyAnswerAndThenRejectsIt() {
    reports(report("a", WRONG_NUMBER, GOOD), report("b", DOUBTED, null));
    assertThat(translate(settings(CHECKS, PrivacySettings.off()), false))
        .isEqualTo(Step.Outcome.PARTIAL);
    assertThat(sandbox.counts().requests()).isEqualTo(4);

    Row wrong = row(WRONG_NUMBER);
    assertThat(wrong.<String>getAs("outcome")).isEqualTo("rejected");
    assertThat(wrong.<String>getAs("reason")).isEqualTo("checks: numbers");
    assertThat(wrong.<String>getAs("text_ja")).isNull();
    assertThat(wrong.<String>getAs("rejected_text")).contains("13 mm");
    assertThat(wrong.<Boolean>getAs("doubtful")).isNull();
    assertThat(wrong.<Integer>getAs("attempts")).isEqualTo(2);
    assertThat(noted(WRONG_NUMBER, "numbers").<String>getAs("detail"))
        .isEqualTo("missing 12 mm; not in the source 13 mm");
    long once = row(GOOD).getAs("input_tokens");
    assertThat(wrong.<Long>getAs("input_tokens")).isGreaterThan(2 * once);

    assertThat(row(GOOD).<String>getAs("outcome")).isEqualTo("translated");
    assertThat(noted(GOOD, "numbers").<Boolean>getAs("passed")).isTrue();
    assertThat(row(DOUBTED).<String>getAs("outcome")).isEqualTo("translated");
    assertThat(noted(DOUBTED, "uncertainty").<Boolean>getAs("passed")).isFalse();
    assertThat(CheckCounts.of(lastRun.written(Table.TRANSLATIONS)))
        .isEqualTo(Map.of("numbers", 1L, "uncertainty", 1L));
  }

  @Test
  void keepsAnAnswerWhoseFaultIsThereTwiceAsDoubtful() {
    reports(report("a", WRONG_NUMBER, GOOD));
    CheckSettings doubt = new CheckSettings(true, 1, List.of("language"), List.of("numbers"));
    assertThat(translate(settings(doubt, PrivacySettings.off()), false))
        .isEqualTo(Step.Outcome.DONE);
    Row wrong = row(WRONG_NUMBER);
    assertThat(wrong.<String>getAs("outcome")).isEqualTo("translated");
    assertThat(wrong.<String>getAs("text_ja")).contains("13 mm");
    assertThat(wrong.<Boolean>getAs("doubtful")).isTrue();
    assertThat(wrong.<String>getAs("rejected_text")).isNull();
    assertThat(wrong.<Integer>getAs("attempts")).isEqualTo(2);
    assertThat(noted(WRONG_NUMBER, "numbers").<Boolean>getAs("passed")).isFalse();
    long once = row(GOOD).getAs("input_tokens");
    assertThat(wrong.<Long>getAs("input_tokens")).isGreaterThan(2 * once);
    assertThat(row(GOOD).<Boolean>getAs("doubtful")).isFalse();
    assertThat(lastRun.counts()).containsEntry("out", 2L).containsEntry("doubtful", 1L);
  }

  @Test
  void keepsADoubtfulAnswerWhenTheJobStopsBeforeItsRetry() throws IOException {
    Path faults = folder.resolve("faults.conf");
    Files.writeString(faults, "faults = [{ kind = insufficient-quota, after = 1 }]");
    sandbox.close();
    sandbox =
        Sandbox.start(
            new SandboxSettings(
                    "src/test/resources/sandbox/checks.tsv",
                    0,
                    Duration.ZERO,
                    NO_LIMITS,
                    List.of(MODEL))
                .withFaults(faults.toString()),
            Optional.empty());
    reports(report("a", WRONG_NUMBER, null));
    CheckSettings doubt = new CheckSettings(true, 1, List.of("language"), List.of("numbers"));
    assertThatThrownBy(() -> translate(settings(doubt, PrivacySettings.off()), false))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.QUOTA))
        .hasMessageContaining("1 of 1 texts have their rows");
    Row kept = lastRun.written(Table.TRANSLATIONS).first();
    assertThat(kept.<String>getAs("text_ja")).contains("13 mm");
    assertThat(kept.<Boolean>getAs("doubtful")).isTrue();
    assertThat(lastRun.counts()).containsEntry("doubtful", 1L).containsEntry("out", 1L);
  }

  @Test
  void sendsNothingOfATextWithAnIdentifierThatIsToBeRefused() {
    reports(report("a", NAMED, GOOD));
    PrivacySettings refuse = new PrivacySettings(Action.REFUSE, Action.PASS);
    assertThat(translate(settings(CHECKS, refuse), false)).isEqualTo(Step.Outcome.PARTIAL);
    assertThat(sandbox.counts().requests()).isEqualTo(1);
    assertThat(row(NAMED).<String>getAs("reason")).isEqualTo("privacy: name");
    assertThat(row(NAMED).<Integer>getAs("attempts")).isZero();
    assertThat(CheckCounts.of(lastRun.written(Table.TRANSLATIONS)))
        .isEqualTo(Map.of("privacy-name", 1L, "privacy-date", 1L));
  }

  @Test
  void masksAnIdentifierAndRestoresItOrRejectsTheAnswerThatLostIt() {
    reports(report("a", NAMED, LOST));
    PrivacySettings mask = new PrivacySettings(Action.MASK, Action.PASS);
    assertThat(translate(settings(CHECKS, mask), false)).isEqualTo(Step.Outcome.PARTIAL);
    assertThat(row(NAMED).<String>getAs("text_ja"))
        .startsWith("07.02.2022")
        .contains("Dr. Jane Example");
    assertThat(row(LOST).<String>getAs("reason")).isEqualTo("checks: numbers, placeholders");
    assertThat(row(LOST).<Integer>getAs("attempts")).isEqualTo(2);
  }
}
