package io.shoken.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.shoken.core.UserException;
import io.shoken.testkit.TestJob;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that refuses every call, or one text of many. */
class RefusedJobIT {

  private static final int TEXTS = 60;
  private static final String ANSWER =
      "{\"choices\":[{\"message\":{\"content\":\"\u5b89\u5b9a\u3002\"},\"finish_reason\":\"stop\"}]}";

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer server;
  private TestJob job;
  private int status = 400;
  private String body = "";

  /** Calls whose body has this are refused. */
  private String refused = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          calls.incrementAndGet();
          boolean refuses = request.contains(refused);
          byte[] answer = (refuses ? body : ANSWER).getBytes(UTF_8);
          exchange.sendResponseHeaders(refuses ? status : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    job = new TestJob(folder.resolve("warehouse"));
    String[] texts = new String[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
      texts[i] = "Text number " + i + ".";
    }
    job.reports(texts);
  }

  @AfterEach
  void stop() {
    job.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "402 | {\"error\":{\"message\":\"Insufficient Balance\"}} | 4 | HTTP 402",
        "429 | [{\"error\":{\"message\":\"your quota\",\"code\":429}}] | 4 | HTTP 429",
        "400 | {\"error\":{\"message\":\"Invalid model name\"}} | 2 | translate.model",
        "400 | {\"error\":{\"code\":[\"odd\"]}} | 2 | translate.parameters",
        "422 | {\"detail\":[{\"type\":\"x_y\",\"loc\":[\"body\",\"seed\"]}]} | 2 | x_y (seed)",
        "401 | Unauthorized | 69 | OPENAI_API_KEY"
      })
  void stopsAndLeavesItsTexts(int status, String body, int exitCode, String told) {
    this.status = status;
    this.body = body;
    assertThatThrownBy(() -> run())
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind().exitCode()).isEqualTo(exitCode))
        .hasMessageContaining(told)
        .hasMessageContaining("0 of " + TEXTS);
    assertThat(calls.get()).isLessThanOrEqualTo(2 * 64);
  }

  @Test
  void aTextThatIsRefusedAmongOthersIsRejected() {
    refused = "number 7.";
    assertThat(job.run(step())).isEqualTo(3);
    assertThat(job.translations("m")).hasSize(TEXTS);
    assertThat(job.translations("m"))
        .filteredOn((Row row) -> row.<String>getAs("outcome").equals("rejected"))
        .hasSize(1);
  }

  private void run() {
    step().run(job.begin("translate"));
  }

  private Translate step() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    return new Translate(
        TestJob.settings(url, "m"),
        TestJob.sandbox(),
        new Translate.Options(false, Optional.empty(), false),
        TestJob.ENVIRONMENT,
        line -> {});
  }
}
