package io.shoken.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.testkit.TestJob;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * LiteLLM's proxy, a server that this project did not write, on loopback. Skipped unless {@code
 * SHOKEN_LITELLM_PYTHON} names a Python that has {@code litellm[proxy]}.
 */
@EnabledIfEnvironmentVariable(named = ThirdPartyServerIT.PYTHON, matches = ".+")
class ThirdPartyServerIT {

  static final String PYTHON = "SHOKEN_LITELLM_PYTHON";
  private static final String KEY = "sk-third-party-7d1f90";
  private static final String MODEL = "fake-model";

  @TempDir private static Path folder;
  private static Process server;
  private static String url;
  private static TestJob job;

  @BeforeAll
  static void start() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    url = "http://127.0.0.1:" + port + "/v1";
    ProcessBuilder command =
        new ProcessBuilder(
            System.getenv(PYTHON),
            "-c",
            "from litellm import run_server; run_server()",
            "--config",
            Path.of("src/test/resources/translate/litellm.yaml").toAbsolutePath().toString(),
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--telemetry",
            "False");
    command.environment().put("LITELLM_LOCAL_MODEL_COST_MAP", "True");
    command.directory(folder.toFile());
    command.redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile());
    server = command.start();
    awaitServer();
    job = new TestJob(folder.resolve("warehouse"));
    job.reports(TestJob.text(0), TestJob.text(1), TestJob.text(2));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (job != null) {
      job.close();
    }
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
    server.waitFor(10, TimeUnit.SECONDS);
  }

  @Test
  void translatesWhatItSays() {
    assertThat(job.run(step(MODEL, KEY))).isEqualTo(0);
    assertThat(job.translations(MODEL)).hasSize(3);
    for (Row row : job.translations(MODEL)) {
      assertThat(row.<String>getAs("outcome")).isEqualTo("translated");
      assertThat(row.<String>getAs("text_ja")).hasSize(5);
      assertThat(row.<String>getAs("finish_reason")).isEqualTo("stop");
      assertThat(row.<Integer>getAs("attempts")).isEqualTo(1);
      assertThat(row.<Long>getAs("output_tokens")).isPositive();
    }
  }

  /** Without a database LiteLLM says 400 to a key that it does not know: every text is rejected. */
  @Test
  void endsAtAWrongKey() {
    endsWithoutATranslation("another-model", "sk-wrong");
  }

  @Test
  void endsWhereTheModelIsNotThere() {
    endsWithoutATranslation("no-such-model", KEY);
  }

  private static void endsWithoutATranslation(String model, String key) {
    assertThat(job.run(step(model, key))).isEqualTo(69);
    assertThat(job.translations(model))
        .allSatisfy(row -> assertThat(row.<String>getAs("text_ja")).isNull());
  }

  private static Translate step(String model, String key) {
    return new Translate(
        TestJob.settings(url, model),
        TestJob.sandbox(),
        new Translate.Options(false, Optional.empty(), false),
        Map.of("OPENAI_API_KEY", key),
        line -> {});
  }

  private static void awaitServer() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest alive =
        HttpRequest.newBuilder(URI.create(url.replace("/v1", "/health/liveliness")))
            .timeout(Duration.ofSeconds(5))
            .build();
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (System.nanoTime() < until && server.isAlive()) {
      try {
        if (client.send(alive, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // It is not up yet.
      }
      Thread.sleep(500);
    }
    throw new IllegalStateException("the server does not answer; see its log in " + folder);
  }
}
