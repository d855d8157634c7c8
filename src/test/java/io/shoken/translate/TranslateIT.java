package io.shoken.translate;

import static io.shoken.testkit.TestRows.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings.Limits;
import io.shoken.llm.Provider;
import io.shoken.sandbox.SandboxCounts;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.testkit.TranslateFixture;
import io.shoken.warehouse.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TranslateIT extends TranslateFixture {

  @Test
  void translatesEachDistinctTextOnceAndNeverAgain() {
    reports(
        report("a", "The heart is not enlarged.\nNo pleural effusion is seen.", "Stable"),
        report("b", "No pleural effusion is seen.", " Stable "),
        report("c", null, null));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(sandbox.counts()).isEqualTo(new SandboxCounts(3, 3, 0, 0, 0));
    assertThat(advanced.get()).isEqualTo(3);
    Row row = row("The heart is not enlarged.\nNo pleural effusion is seen.");
    assertThat(row.<String>getAs("outcome")).isEqualTo("translated");
    assertThat(row.<String>getAs("text_ja")).hasLineCount(2).hasSize(18);
    assertThat(row.<String>getAs("section")).isEqualTo("findings");
    assertThat(row.<String>getAs("finish_reason")).isEqualTo("stop");
    assertThat(row.<Integer>getAs("attempts")).isEqualTo(1);
    long input = row.getAs("input_tokens");
    long output = row.getAs("output_tokens");
    assertThat(row.<Double>getAs("cost_usd")).isEqualTo((input * 0.15 + output * 0.6) / 1e6);
    assertThat(row.<String>getAs("translation_key")).isEqualTo(keyOf(row, MODEL));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(sandbox.counts().requests()).isEqualTo(3);
  }

  @Test
  void startsASandboxOfItsOwn() {
    reports(report("a", "Stable", null));
    TranslateSettings own = settings(Provider.SANDBOX, "", new Limits(0, 0, 4));
    assertThat(translate(own, false)).isEqualTo(Step.Outcome.DONE);
    assertThat(row("Stable").<String>getAs("provider")).isEqualTo("sandbox");
    assertThat(sandbox.counts().requests()).isZero();
  }

  @Test
  void givesAnUnknownTextARowWithItsReasonAndAsksAgainOnlyWhenTold() {
    reports(
        report("a", "The heart is not enlarged.", "Stable"), report("b", "A zebra is seen.", null));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.PARTIAL);
    Row row = row("A zebra is seen.");
    assertThat(row.<String>getAs("outcome")).isEqualTo("rejected");
    assertThat(row.<String>getAs("reason")).isEqualTo("bad_request: HTTP 400 unknown_sentence");
    assertThat(row.<String>getAs("text_ja")).isNull();
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(sandbox.counts().requests()).isEqualTo(3);
    assertThatThrownBy(() -> translate(settings(), true))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("1 of 1 texts were not translated")
        .hasMessageNotContaining("zebra");
    assertThat(sandbox.counts().requests()).isEqualTo(4);
  }

  @Test
  void pausesForRetryAfterAndFinishes() {
    sandbox.close();
    sandbox = sandbox(new SandboxSettings.Limits(60, 0), Optional.empty());
    String[] texts = new String[62];
    Arrays.setAll(texts, i -> "Stable " + "\u2022".repeat(i));
    reports(
        Arrays.stream(texts)
            .map(text -> report("r" + text.length(), text, null))
            .toArray(Row[]::new));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    SandboxCounts counts = sandbox.counts();
    assertThat(counts.answered()).isEqualTo(62);
    assertThat(counts.limited()).isBetween(1L, 8L);
  }

  @Test
  void keepsItsOwnLimitSoThatTheServersIsNeverMet() {
    sandbox.close();
    sandbox = sandbox(new SandboxSettings.Limits(600, 0), Optional.empty());
    Row[] rows = new Row[40];
    Arrays.setAll(rows, i -> report("r" + i, "Stable " + "\u2022".repeat(i), null));
    reports(rows);
    long start = System.nanoTime();
    TranslateSettings limited =
        settings(Provider.OPENAI, sandbox.baseUrl().toString(), new Limits(600, 0, 64));
    assertThat(translate(limited, false)).isEqualTo(Step.Outcome.DONE);
    assertThat(sandbox.counts()).isEqualTo(new SandboxCounts(40, 40, 0, 0, 0));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(2900));
  }

  @Test
  void dryRunTellsThePriceAndCallsNobody() {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    Translate step = step(settings(), new Translate.Options(false, Optional.empty(), true));
    assertThat(step.run(begin("dry"))).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(printed).filteredOn(line -> line.startsWith("translate")).hasSize(3);
    assertThat(printed.get(0)).contains("2 calls with", "input tokens", "USD");
    assertThat(sandbox.counts().requests()).isZero();
  }

  @Test
  void asksForNoMoreThanTheLimitOnTheCommandLine() {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    Translate step = step(settings(), new Translate.Options(false, Optional.of(1), false));
    assertThat(step.run(begin("one"))).isEqualTo(Step.Outcome.DONE);
    assertThat(sandbox.counts().requests()).isEqualTo(1);
  }

  @Test
  void probesTheEndpointWithOneSentence() {
    assertThat(Translate.probe(settings(), Map.of()))
        .startsWith(MODEL + " answers in ")
        .endsWith("names no limits");
    assertThat(sandbox.counts().answered()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                Translate.probe(
                    settings("other", new Limits(0, 0, 1), NO_CAPS, Optional.empty()), Map.of()))
        .hasMessageContaining("other at http://127.0.0.1:")
        .hasMessageContaining("unknown_model: HTTP 404 model_not_found");
  }
}
