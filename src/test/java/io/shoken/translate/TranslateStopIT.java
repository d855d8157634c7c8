package io.shoken.translate;

import static io.shoken.testkit.TestRows.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings.Caps;
import io.shoken.llm.LlmSettings.Limits;
import io.shoken.llm.Provider;
import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.testkit.TranslateFixture;
import io.shoken.translate.answer.Totals;
import io.shoken.warehouse.Table;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** When the step does not begin, or does not go on. */
class TranslateStopIT extends TranslateFixture {

  @Test
  void stopsTheJobAtAWrongKeyAndNamesNeitherKeyNorText() {
    sandbox.close();
    sandbox = sandbox(NO_LIMITS, Optional.of("right"));
    Row[] rows = new Row[500];
    Arrays.setAll(rows, i -> report("r" + i, "Stable " + "\u2022".repeat(i), null));
    reports(rows);
    assertThatThrownBy(() -> translate(settings(), false))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.kind()).isEqualTo(UserException.Kind.UNAVAILABLE))
        .hasMessageContaining(
            "unauthorized: HTTP 401 invalid_api_key; see OPENAI_API_KEY; 0 of 500 texts")
        .hasMessageNotContaining("sk-test");
    assertThat(sandbox.counts().unauthorized()).isBetween(1L, 64L);
  }

  @Test
  void stopsTheJobAtAModelThatIsNotThere() {
    reports(report("a", "Stable", null));
    sandbox.close();
    sandbox =
        Sandbox.start(
            new SandboxSettings(memory(), 0, Duration.ZERO, NO_LIMITS, List.of("other")),
            Optional.empty());
    assertThatThrownBy(() -> translate(settings(), false))
        .hasMessageContaining("unknown_model: HTTP 404 model_not_found");
  }

  @Test
  void givesUpOnAServiceThatIsNotThere() {
    reports(report("a", "Stable", null));
    sandbox.close();
    assertThatThrownBy(() -> translate(settings(), false))
        .hasMessageContaining("1 of 1 texts were not translated");
  }

  @Test
  void wantsAKeyForAnAddressElsewhere() {
    reports(report("a", "Stable", null));
    Translate step =
        new Translate(
            settings(Provider.OPENAI, "https://service.invalid/v1", new Limits(0, 0, 4)),
            sandboxSettings(NO_LIMITS),
            new Translate.Options(false, Optional.empty(), false),
            Map.of(),
            printed::add);
    assertThatThrownBy(() -> step.run(begin("keyless")))
        .hasMessageContaining("OPENAI_API_KEY is not set, and service.invalid needs a key");
  }

  @Test
  void stopsBeforeACapIsPassedAndKeepsWhatWasPaid() {
    Row[] rows = new Row[40];
    Arrays.setAll(rows, i -> report("r" + i, "Stable " + "\u2022".repeat(i), null));
    reports(rows);
    for (Caps caps :
        List.of(
            new Caps(Optional.empty(), Optional.of(5000L)),
            new Caps(Optional.of(0.0008), Optional.empty()))) {
      assertThatThrownBy(() -> translateUnder(caps))
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.QUOTA))
          .hasMessageContaining("the next call could pass translate.budget");
      Totals totals = Totals.of(lastRun.written(Table.TRANSLATIONS));
      assertThat(totals.rows()).isBetween(2L, 38L);
      assertThat(totals.inputTokens() + totals.outputTokens()).isLessThanOrEqualTo(5000);
      assertThat(totals.usd()).isLessThanOrEqualTo(0.0008);
    }
    assertThat(sandbox.counts().refused()).isZero();
  }

  @Test
  void wantsAPriceForABudgetInMoney() {
    TranslateSettings settings =
        settings(
            "some-model",
            new Limits(0, 0, 4),
            new Caps(Optional.of(1.0), Optional.empty()),
            Optional.empty());
    assertThatThrownBy(() -> step(settings, new Translate.Options(false, Optional.empty(), false)))
        .hasMessageContaining("the price of some-model is not known");
  }

  @Test
  void stopsAtTheDeadlineOfTheJob() {
    sandbox.close();
    sandbox = slowSandbox();
    Row[] rows = new Row[40];
    Arrays.setAll(rows, i -> report("r" + i, "Stable " + "\u2022".repeat(i), null));
    reports(rows);
    TranslateSettings settings =
        settings(
            MODEL,
            new Limits(0, 0, 2),
            new Caps(Optional.empty(), Optional.empty()),
            Optional.of(Duration.ofSeconds(1)));
    assertThatThrownBy(() -> translate(settings, false))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.TRY_LATER))
        .hasMessageContaining("translate.timeouts.job is over (1 s)");
    assertThat(sandbox.counts().answered()).isLessThan(40);
  }

  @Test
  void wantsHttpsForAnotherMachine() {
    reports(report("a", "Stable", null));
    TranslateSettings settings =
        settings(Provider.OPENAI, "http://ward7.invalid/v1", new Limits(0, 0, 4));
    assertThatThrownBy(() -> translate(settings, false))
        .hasMessageContaining("http to ward7.invalid")
        .hasMessageContaining("translate.allow-insecure");
  }

  private void translateUnder(Caps caps) {
    TranslateSettings settings = settings(MODEL, new Limits(0, 0, 8), caps, Optional.empty());
    lastRun = begin("translate-" + runs++);
    step(settings, new Translate.Options(false, Optional.empty(), false)).run(lastRun);
  }

  private static Sandbox slowSandbox() {
    return Sandbox.start(
        new SandboxSettings(memory(), 0, Duration.ofMillis(300), NO_LIMITS, List.of(MODEL)),
        Optional.empty());
  }
}
