package io.shoken.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that send what no client should; the server goes on serving. */
class HostileClientsIT {

  private static final String MODEL = "gpt-4o-mini-2024-07-18";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Sandbox sandbox =
      Sandbox.start(
          new SandboxSettings(
              "src/test/resources/sandbox/memory.tsv",
              0,
              Duration.ZERO,
              new SandboxSettings.Limits(0, 0),
              List.of(MODEL)),
          Optional.empty());

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void survivesBytesThatAreNoHttp() throws Exception {
    sendAndLeave("\0\1\2\3 nonsense\r\n\r\n");
    sendAndLeave("POST /v1/chat/completions HTTP/1.1\r\nContent-Length: -5\r\n\r\n");
    sendAndLeave("POST /v1/chat/completions HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n{");
    sendAndLeave("GET /%zz HTTP/1.1\r\n\r\n");
    sendAndLeave("GET / HTTP/1.1\r\nX: " + "y".repeat(1 << 20) + "\r\n\r\n");
    answersStill();
  }

  @Test
  void refusesOddJson() throws Exception {
    String open = "{\"model\":\"" + MODEL + "\",\"messages\":";
    for (String body :
        List.of(
            "[".repeat(100_000),
            "{\"a\":".repeat(50_000),
            open + "{}}",
            open + "[[[]]]}",
            open + "[{\"role\":\"user\",\"content\":{\"type\":\"text\"}}]}",
            open + "[{\"role\":\"user\",\"content\":\"\\ud800\"}]}",
            open + "[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":-1e999}",
            open + "[{\"role\":\"user\",\"content\":\"x\"}],\"n\":" + "9".repeat(2000) + "}")) {
      assertThat(post(body)).as(body.substring(0, Math.min(80, body.length()))).isBetween(400, 499);
    }
    answersStill();
  }

  @Test
  void refusesABodyThatIsTooLong() throws Exception {
    assertThat(post(" ".repeat(5 << 20))).isEqualTo(413);
    answersStill();
  }

  private void answersStill() throws Exception {
    String body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Stable\"}]}"
            .formatted(MODEL);
    assertThat(post(body)).isEqualTo(200);
  }

  private int post(String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/chat/completions"))
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private void sendAndLeave(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.baseUrl().getPort());
        OutputStream out = socket.getOutputStream()) {
      out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    } catch (IOException e) {
      // The server may close first; that is its right.
    }
  }
}
