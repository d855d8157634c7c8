package io.shoken.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings.PriceSettings;
import io.shoken.llm.ModelTable;
import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxSettings.Dialect;
import io.shoken.testkit.TestJob;
import io.shoken.translate.request.RecipeSettings;
import io.shoken.translate.request.RecipeSettings.ContextMode;
import io.shoken.translate.request.RecipeSettings.MaxOutput;
import io.shoken.translate.request.RecipeSettings.Parameters;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that refuses what older ones take, and thinks before it answers. */
class ReasoningModelIT {

  private static final String LUNA = "gpt-6-luna";
  private static final PriceSettings BY_TABLE =
      new PriceSettings(Optional.empty(), Optional.empty(), Optional.empty());

  @TempDir private Path folder;
  private Sandbox sandbox;
  private TestJob job;

  @BeforeEach
  void start() {
    sandbox =
        Sandbox.start(
            TestJob.sandbox(LUNA, "unlisted").speaking(Dialect.REASONING), Optional.empty());
    job = new TestJob(folder.resolve("warehouse"));
    job.reports(TestJob.text(0), TestJob.text(1), TestJob.text(2));
  }

  @AfterEach
  void stop() {
    job.close();
    sandbox.close();
  }

  @Test
  void translatesByTheTableWithoutThinkingAndWithIt() {
    assertThat(job.run(step(LUNA, parameters(null, null)))).isEqualTo(0);
    assertThat(job.run(step(LUNA, parameters(null, "medium")))).isEqualTo(0);
    assertThat(job.translations(LUNA)).hasSize(6);
    for (Row row : job.translations(LUNA)) {
      boolean thinks = row.<String>getAs("parameters").contains("\"reasoning_effort\":\"medium\"");
      assertThat(row.<String>getAs("outcome")).isEqualTo("translated");
      assertThat(row.<Long>getAs("output_tokens") > 256).isEqualTo(thinks);
      assertThat(row.<Long>getAs("reasoning_tokens") > 0).isEqualTo(thinks);
    }
  }

  @Test
  void refusesBeforeAnyCallWhatTheModelIsKnownToRefuse() {
    assertThatThrownBy(() -> step(LUNA, parameters(0.0, "low")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("temperature")
        .hasMessageContaining("unless reasoning-effort is none");
    assertThatThrownBy(() -> step(LUNA, parameters(null, "extreme")))
        .hasMessageContaining("reasoning-effort = extreme");
  }

  /** Of a model that the table does not have nothing is known, and the service says it. */
  @Test
  void stopsAtWhatTheServiceRefuses() {
    assertThat(job.run(step("unlisted", parameters(0.0, null)))).isEqualTo(2);
    assertThat(job.translations("unlisted")).isEmpty();
  }

  @Test
  void saysWhenAModelEndsAndWhenAPriceIsOld() {
    ModelTable table = ModelTable.of("translate", BY_TABLE);
    LocalDate today = LocalDate.of(2026, 11, 27);
    assertThat(table.model("gpt-4o-mini-2024-07-18").warnings(today, true))
        .hasSize(2)
        .anySatisfy(said -> assertThat(said).contains("ends on 2027-01-14"))
        .anySatisfy(said -> assertThat(said).contains("over 90 days old"));
    assertThat(table.model(LUNA).warnings(today, true)).isEmpty();
  }

  private static Parameters parameters(Double temperature, String effort) {
    return new Parameters(
        Optional.ofNullable(temperature),
        Optional.ofNullable(effort),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new MaxOutput(4, 256));
  }

  private Translate step(String model, Parameters parameters) {
    TranslateSettings base = TestJob.settings(sandbox.baseUrl().toString(), model);
    TranslateSettings settings =
        new TranslateSettings(
            base.llm(),
            new RecipeSettings(
                base.recipe().prompt(), Optional.empty(), ContextMode.NONE, parameters),
            0,
            base.privacy(),
            base.checks(),
            base.batch(),
            base.maxFailedShare());
    return new Translate(
        settings,
        TestJob.sandbox(),
        new Translate.Options(false, Optional.empty(), false),
        TestJob.ENVIRONMENT,
        line -> {});
  }
}
