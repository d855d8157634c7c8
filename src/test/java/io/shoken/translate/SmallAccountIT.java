package io.shoken.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings;
import io.shoken.llm.LlmSettings.Limits;
import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.testkit.TestJob;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts with a limit per day, and with a small queue of batches. */
class SmallAccountIT {

  private static final String MODEL = "gpt-4o-mini-2024-07-18";
  private static final int TEXTS = 12;

  @TempDir Path folder;
  private final List<String> printed = new ArrayList<>();
  private TestJob job;
  private Sandbox sandbox;

  @BeforeEach
  void open() {
    job = new TestJob(folder.resolve("warehouse"));
    job.reports(IntStream.range(0, TEXTS).mapToObj(TestJob::text).toArray(String[]::new));
  }

  @AfterEach
  void close() {
    sandbox.close();
    job.close();
  }

  @Test
  void endsWellWhenTheRequestsOfTheDayAreUsedAndSaysWhenThereIsRoom() {
    serve(TEXTS, 0);
    Limits day = limits(Optional.of(7L), false, Optional.empty());
    assertThat(job.run(live(day))).isEqualTo(4);
    assertThat(job.translations(MODEL)).hasSize(7);
    assertThat(sandbox.counts().requests()).isEqualTo(7);
    assertThatThrownBy(() -> live(day).run(job.begin("translate")))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.QUOTA))
        .hasMessageContaining("translate.limits.requests-per-day = 7 is used up")
        .hasMessageContaining("there is room again from 20");
    assertThat(sandbox.counts().requests()).isEqualTo(7);
    assertThat(job.run(live(limits(Optional.of(12L), false, Optional.empty())))).isEqualTo(0);
    assertThat(job.translations(MODEL)).hasSize(TEXTS);
  }

  @Test
  void waitsForTheDayWhereItIsSetUntilTheJobsDeadline() {
    serve(0, 0);
    Limits day = limits(Optional.of(7L), true, Optional.empty());
    TranslateSettings settings = settings(day);
    LlmSettings llm = settings.llm();
    LlmSettings hurried =
        new LlmSettings(
            llm.endpoint(),
            day,
            llm.budget(),
            new LlmSettings.Timeouts(
                Duration.ofSeconds(2), Duration.ofSeconds(2), Optional.of(Duration.ofSeconds(3))),
            llm.retries(),
            llm.price());
    assertThat(job.run(live(with(settings, hurried)))).isEqualTo(75);
    assertThat(job.translations(MODEL)).hasSize(7);
  }

  @Test
  void keepsTheQueueFilledUntilAllIsIn() throws InterruptedException {
    serve(0, 3000);
    Batches batches = batches(3000);
    assertThat(batches.export(job.warehouse, Optional.of(3))).isEqualTo(3);
    assertThat(batches.submit(job.warehouse))
        .as("as by a command that was killed then")
        .isPositive();
    assertThat(batches.run(job.warehouse, job::run)).isZero();
    assertThat(job.translations(MODEL)).hasSize(TEXTS);
    assertThat(sandbox.counts().requests()).isEqualTo(TEXTS);
    assertThat(printed).noneMatch(line -> line.contains("failed"));
    assertThat(printed).anyMatch(line -> line.contains("wait for room"));
    assertThat(batches.run(job.warehouse, job::run)).isZero();
    assertThat(sandbox.counts().requests()).isEqualTo(TEXTS);
  }

  @Test
  void givesUpOnAQueueThatNeverTakesABatch() {
    serve(0, 100);
    assertThatThrownBy(() -> batches(1_000_000).run(job.warehouse, job::run))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.TRY_LATER))
        .hasMessageContaining("12 texts have no answer after 6 exports");
    assertThat(printed).anyMatch(line -> line.endsWith("failed, token_limit_exceeded"));
    assertThat(sandbox.counts().requests()).isZero();
  }

  private void serve(int requestsPerDay, int queueTokens) {
    SandboxSettings plain = TestJob.sandbox(MODEL);
    sandbox =
        Sandbox.start(
            new SandboxSettings(
                plain.memory(),
                0,
                Duration.ofMillis(20),
                new SandboxSettings.Limits(0, 0, requestsPerDay, queueTokens),
                List.of(MODEL)),
            Optional.of("sk-test"));
  }

  private static Limits limits(Optional<Long> perDay, boolean waits, Optional<Long> queue) {
    return new Limits(0, 0, 4, perDay, waits, Optional.empty(), Optional.empty(), queue);
  }

  private TranslateSettings settings(Limits limits) {
    TranslateSettings base = TestJob.settings(sandbox.baseUrl().toString(), MODEL);
    LlmSettings llm = base.llm();
    return with(
        base,
        new LlmSettings(
            llm.endpoint(), limits, llm.budget(), llm.timeouts(), llm.retries(), llm.price()));
  }

  private static TranslateSettings with(TranslateSettings base, LlmSettings llm) {
    return new TranslateSettings(
        llm,
        base.recipe(),
        base.sentenceReuse(),
        base.privacy(),
        base.checks(),
        base.batch(),
        base.maxFailedShare());
  }

  private Translate live(Limits limits) {
    return live(settings(limits));
  }

  private static Translate live(TranslateSettings settings) {
    return new Translate(
        settings,
        TestJob.sandbox(),
        new Translate.Options(false, Optional.empty(), false),
        TestJob.ENVIRONMENT,
        line -> {});
  }

  private Batches batches(long queueTokens) {
    return new Batches(
        settings(limits(Optional.empty(), false, Optional.of(queueTokens))),
        TestJob.sandbox(),
        TestJob.ENVIRONMENT,
        Clock.systemUTC(),
        printed::add);
  }
}
