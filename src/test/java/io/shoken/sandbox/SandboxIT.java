package io.shoken.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.core.Hashes;
import io.shoken.sandbox.SandboxSettings.Limits;
import io.shoken.text.ChatTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxIT {

  private static final String MODEL = "gpt-4o-mini-2024-07-18";
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private Sandbox sandbox = start(new Limits(0, 0), Optional.empty());

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersAKnownTextAndCountsItsTokens() throws Exception {
    HttpResponse<String> response =
        post(chat("No pleural effusion is seen. The heart is not enlarged.", ""));
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode root = JSON.readTree(response.body());
    String japanese = root.at("/choices/0/message/content").asText();
    assertThat(japanese).hasSize(17).startsWith("\u80f8\u6c34");
    assertThat(root.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(root.at("/usage/completion_tokens").asInt()).isEqualTo(ChatTokens.of(japanese));
    assertThat(root.at("/usage/prompt_tokens").asInt())
        .isEqualTo(
            ChatTokens.ofPrompt(
                ChatTokens.of("Translate."),
                ChatTokens.of("No pleural effusion is seen. The heart is not enlarged.")));
    assertThat(sandbox.counts()).isEqualTo(new SandboxCounts(1, 1, 0, 0, 0));
  }

  @Test
  void refusesAnUnknownTextWithoutRepeatingIt() throws Exception {
    HttpResponse<String> response = post(chat("Stable. Zebra in the left lobe.", ""));
    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode error = JSON.readTree(response.body()).path("error");
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("code").asText()).isEqualTo("unknown_sentence");
    assertThat(error.path("message").asText())
        .isEqualTo("the sandbox knows no sentence for the text from character 6 of 31 on");
    assertThat(sandbox.counts().refused()).isEqualTo(1);
  }

  @Test
  void answersTheLastMessageAloneAndCountsThemAll() throws Exception {
    String example =
        "{\"role\":\"user\",\"content\":\"No pleural effusion is seen.\"},"
            + "{\"role\":\"assistant\",\"content\":\"x\"},";
    String plain = chat("Stable", "");
    String shown = plain.replace("{\"role\":\"user\"", example + "{\"role\":\"user\"");
    JsonNode one = JSON.readTree(post(plain).body());
    JsonNode other = JSON.readTree(post(shown).body());
    assertThat(other.at("/choices")).isEqualTo(one.at("/choices"));
    assertThat(other.at("/usage/prompt_tokens").asInt())
        .isEqualTo(
            one.at("/usage/prompt_tokens").asInt()
                + 4
                + ChatTokens.of("No pleural effusion is seen.")
                + 4
                + ChatTokens.of("x"));
  }

  @Test
  void cutsAnAnswerAtTheMostTokensAskedFor() throws Exception {
    HttpResponse<String> response =
        post(chat("The heart is not enlarged.", ",\"max_completion_tokens\":2"));
    JsonNode root = JSON.readTree(response.body());
    assertThat(root.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    assertThat(root.at("/usage/completion_tokens").asInt()).isEqualTo(2);
  }

  @Test
  void limitsItsRequests() throws Exception {
    sandbox.close();
    sandbox = start(new Limits(1, 0), Optional.empty());
    assertThat(post(chat("Stable", "")).statusCode()).isEqualTo(200);
    HttpResponse<String> response = post(chat("Stable", ""));
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("60");
    assertThat(response.headers().firstValue("x-ratelimit-limit-requests")).contains("1");
  }

  @Test
  void asksForTheKey() throws Exception {
    sandbox.close();
    sandbox = start(new Limits(0, 0), Optional.of("right"));
    assertThat(post(chat("Stable", "")).statusCode()).isEqualTo(401);
    HttpRequest right = request(chat("Stable", "")).header("Authorization", "Bearer right").build();
    assertThat(client.send(right, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    assertThat(sandbox.counts()).isEqualTo(new SandboxCounts(2, 1, 0, 0, 1));
  }

  @Test
  void answersWhatIsNoRequestWithAnError() throws Exception {
    for (String body :
        List.of(
            "",
            "[",
            "[]",
            "{}",
            "{\"model\":\"" + MODEL + "\"}",
            "{\"model\":\""
                + MODEL
                + "\",\"messages\":[{\"role\":\"assistant\",\"content\":\"x\"}]}",
            chat("Stable", ",\"stream\":true"),
            chat("Stable", ",\"max_tokens\":0"))) {
      HttpResponse<String> response = post(body);
      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(JSON.readTree(response.body()).at("/error/code").asText()).isNotEmpty();
    }
  }

  @Test
  void knowsOnlyItsModelsAndAddresses() throws Exception {
    assertThat(post(chat("Stable", "").replace(MODEL, "other")).statusCode()).isEqualTo(404);
    assertThat(get("/v1/models").body()).contains(MODEL);
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/v1/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void logsEachCallByTheHashOfItsText(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("calls.jsonl");
    sandbox.close();
    sandbox = Sandbox.start(settings(new Limits(0, 0)).withLog(log.toString()), Optional.empty());
    post(chat("Stable", ""));
    post(chat("Stable. Zebra.", ""));
    post("[");
    sandbox.close();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      lines.add(JSON.readTree(line));
    }
    assertThat(lines)
        .extracting(line -> line.path("status").asInt())
        .containsExactly(200, 400, 400);
    assertThat(lines)
        .extracting(line -> line.path("source").asText(null))
        .containsExactly(Hashes.ofText("Stable"), Hashes.ofText("Stable. Zebra."), null);
    assertThat(lines).allMatch(line -> line.path("delivered").asBoolean());
    assertThat(Files.readString(log)).doesNotContain("Stable").doesNotContain("Zebra");
  }

  private static Sandbox start(Limits limits, Optional<String> key) {
    return Sandbox.start(settings(limits), key);
  }

  private static SandboxSettings settings(Limits limits) {
    return new SandboxSettings(
        "src/test/resources/sandbox/memory.tsv", 0, Duration.ZERO, limits, List.of(MODEL));
  }

  private static String chat(String text, String more) {
    return """
        {"model":"%s","messages":[{"role":"system","content":"Translate."},\
        {"role":"user","content":"%s"}]%s}"""
        .formatted(MODEL, text, more);
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return client.send(request(body).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String body) {
    return HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/chat/completions"))
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(sandbox.baseUrl().resolve(path)).build(), BodyHandlers.ofString());
  }
}
