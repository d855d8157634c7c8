package io.shoken.llm.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.shoken.llm.LlmSettings.CallTimeouts;
import io.shoken.llm.Service;
import io.shoken.llm.ServiceLimits;
import io.shoken.llm.call.ChatRequest.Message;
import io.shoken.llm.call.ChatRequest.Parameters;
import io.shoken.llm.call.ChatRequest.Role;
import io.shoken.text.ChatTokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that answers as no service should. */
class ChatClientIT {

  private static final String SECRET = "MARKER";

  private HttpServer server;
  private ChatClient client;
  private int status = 200;
  private byte[] body = {};
  private Duration delay = Duration.ZERO;
  private String retryAfter;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          sleep(delay);
          if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
          }
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    client = client("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  @AfterEach
  void close() {
    client.close();
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | ",
        "200 | MARKER",
        "200 | {\"choices\": MARKER",
        "200 | []",
        "200 | null",
        "200 | {}",
        "200 | {\"choices\": []}",
        "200 | {\"choices\": \"MARKER\"}",
        "200 | {\"choices\": [{\"message\": \"MARKER\"}]}",
        "200 | {\"choices\": [{\"message\": {\"content\": 5}, \"finish_reason\": \"stop\"}]}"
      })
  void takesAnOddAnswerForAnInvalidOne(int status, String body) {
    CallFailure failure = failure(status, body == null ? "" : body);
    assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_ANSWER);
  }

  @ParameterizedTest
  @CsvSource({
    "500, '', server_error: HTTP 500",
    "502, '<html>MARKER</html>', server_error: HTTP 502",
    "429, '{\"error\":{\"message\":\"MARKER\",\"code\":\"insufficient_quota\"}}',"
        + " quota: HTTP 429 insufficient_quota",
    "429, '{\"error\":{\"type\":\"insufficient_quota\"}}', quota: HTTP 429 insufficient_quota",
    "429, '{\"error\":\"MARKER\"}', too_fast: HTTP 429",
    "400, '{\"error\":{\"code\":\"MARKER in words\"}}', bad_request: HTTP 400",
    "302, '', moved: HTTP 302",
    "401, '[', unauthorized: HTTP 401"
  })
  void namesTheStatusAndNothingOfTheBody(int status, String body, String reason) {
    assertThat(failure(status, body).reason()).isEqualTo(reason);
  }

  @Test
  void readsHowLongToWait() {
    retryAfter = "7";
    assertThat(failure(429, "").retryAfter()).isEqualTo(Duration.ofSeconds(7));
    retryAfter = "MARKER";
    assertThat(failure(429, "").retryAfter()).isZero();
  }

  @Test
  void endsACallThatTakesTooLong() {
    delay = Duration.ofSeconds(5);
    assertThat(failure(200, "{}").kind()).isEqualTo(FailureKind.TIMEOUT);
  }

  @Test
  void breaksOffAnEndlessAnswer() {
    assertThat(failure(200, " ".repeat(17 << 20)).kind().scope())
        .isEqualTo(FailureKind.Scope.TRANSIENT);
  }

  @Test
  void tellsWhenNobodyListens() {
    client.close();
    client = client("http://127.0.0.1:1/v1");
    assertThat(failure(200, "").reason()).isEqualTo("connection: ConnectException");
  }

  @Test
  void countsTokensItselfWhereTheServiceDoesNot() {
    body =
        "{\"choices\":[{\"message\":{\"content\":\" a b \"},\"finish_reason\":\"stop\"}]}"
            .getBytes(UTF_8);
    assertThat(client.ask(about("text")))
        .isEqualTo(
            new ChatAnswer("a b", false, "stop", TokenUsage.of(14, 3), ServiceLimits.UNKNOWN));
  }

  private CallFailure failure(int status, String body) {
    this.status = status;
    this.body = body.getBytes(UTF_8);
    CallFailure failure = catchThrowableOfType(CallFailure.class, () -> client.ask(about(SECRET)));
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(SECRET).doesNotContain("sk-test");
    return failure;
  }

  private static ChatRequest about(String text) {
    return new ChatRequest(
        "gpt-4o-mini-2024-07-18",
        List.of(new Message(Role.SYSTEM, "Translate."), new Message(Role.USER, text)),
        new Parameters(0, null, 100),
        ChatTokens.ofPrompt(ChatTokens.of("Translate."), ChatTokens.of(text)));
  }

  private static ChatClient client(String baseUrl) {
    CallTimeouts timeouts = new CallTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2));
    return new ChatClient(new Service(baseUrl, "sk-test"), timeouts, 4, Clock.systemUTC());
  }

  private static void sleep(Duration length) {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
