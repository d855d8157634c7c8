package io.shoken.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchEndpointsIT {

  private static final String MODEL = "gpt-4o-mini-2024-07-18";
  private static final JsonMapper JSON = new JsonMapper();
  private static final String URL = "/v1/chat/completions";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Sandbox sandbox = Sandbox.start(settings(), Optional.empty());

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void carriesOutABatchAndKeepsGoodAndBadResultsApart() throws Exception {
    JsonNode batch =
        carryOut(line("a", URL, "Stable") + line("b", URL, "Zebra") + line("c", URL, "Stable"));
    assertThat(batch.path("status").asText()).isEqualTo("completed");
    assertThat(batch.path("request_counts").toString())
        .isEqualTo("{\"total\":3,\"completed\":2,\"failed\":1}");
    List<JsonNode> good = content(batch.path("output_file_id").asText());
    assertThat(good).extracting(l -> l.path("custom_id").asText()).containsExactly("a", "c");
    assertThat(good.get(0).at("/response/body/choices/0/message/content").asText()).hasSize(5);
    List<JsonNode> bad = content(batch.path("error_file_id").asText());
    assertThat(bad).extracting(l -> l.at("/response/status_code").asInt()).containsExactly(400);
    assertThat(sandbox.counts().requests()).isEqualTo(3);
  }

  @Test
  void refusesABatchWhoseLinesAreNoRequests() throws Exception {
    assertThat(errorOf("not json\n")).isEqualTo("invalid_json_line");
    assertThat(errorOf(line("a", "/v1/embeddings", "x"))).isEqualTo("invalid_url");
    assertThat(errorOf(line("a", URL, "x") + line("a", URL, "x"))).isEqualTo("duplicate_custom_id");
    assertThat(errorOf("")).isEqualTo("empty_file");
  }

  @Test
  void spoilsTheLinesThatTheScriptNames() throws Exception {
    sandbox.close();
    sandbox =
        Sandbox.start(
            settings().withFaults("src/test/resources/sandbox/line-faults.conf"), Optional.empty());
    StringBuilder lines = new StringBuilder();
    for (String id : List.of("1", "2", "3", "4", "5", "6")) {
      lines.append(line(id, URL, "Stable"));
    }
    JsonNode batch = carryOut(lines.toString());
    assertThat(batch.path("status").asText()).isEqualTo("expired");
    String[] good = text(batch.path("output_file_id").asText()).split("\n");
    assertThat(good).hasSize(5);
    assertThat(good[0]).isEqualTo(good[1]).contains("\"custom_id\":\"1\"");
    assertThat(good[2]).contains("\"custom_id\":\"x\"");
    assertThat(good[3]).contains("\"custom_id\":\"5\"").doesNotContain("\"error\"");
    assertThat(good[4]).contains("\"custom_id\":\"6\"");
    assertThat(text(batch.path("error_file_id").asText())).contains("batch_expired");
  }

  @Test
  void listsPageByPageTheNewestFirst() throws Exception {
    String file = upload(line("a", URL, "Stable")).path("id").asText();
    for (int i = 0; i < 3; i++) {
      create(file);
    }
    JsonNode first = JSON.readTree(get("/v1/batches?limit=2"));
    assertThat(first.path("data").findValuesAsText("id")).containsExactly("batch_3", "batch_2");
    assertThat(first.path("has_more").asBoolean()).isTrue();
    JsonNode second = JSON.readTree(get("/v1/batches?limit=2&after=batch_2"));
    assertThat(second.path("data").findValuesAsText("id")).containsExactly("batch_1");
    assertThat(second.path("has_more").asBoolean()).isFalse();
  }

  @Test
  void refusesUploadsThatAreNone() throws Exception {
    for (String body : List.of("", "--X", "--X\r\n", "--X\r\nA: b\r\n\r\nunfinished", "--X--")) {
      HttpResponse<String> response = post("/v1/files", "multipart/form-data; boundary=X", body);
      assertThat(response.statusCode()).as(body).isBetween(400, 499);
    }
    assertThat(post("/v1/files", "text/plain", "x").statusCode()).isEqualTo(400);
    assertThat(post("/v1/batches", "application/json", "[").statusCode()).isEqualTo(400);
    assertThat(post("/v1/batches", "application/json", "{}").statusCode()).isEqualTo(400);
    assertThat(carryOut(line("a", URL, "Stable")).path("status").asText()).isEqualTo("completed");
  }

  private String errorOf(String input) throws Exception {
    JsonNode batch = carryOut(input);
    assertThat(batch.path("status").asText()).isEqualTo("failed");
    return batch.at("/errors/data/0/code").asText();
  }

  private JsonNode carryOut(String input) throws Exception {
    String id = create(upload(input).path("id").asText()).path("id").asText();
    JsonNode batch = JSON.readTree(get("/v1/batches/" + id));
    while (batch.path("status").asText().matches("validating|in_progress")) {
      Thread.sleep(20);
      batch = JSON.readTree(get("/v1/batches/" + id));
    }
    return batch;
  }

  private JsonNode upload(String content) throws IOException, InterruptedException {
    String body =
        "--X\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch"
            + "\r\n--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
            + content
            + "\r\n--X--\r\n";
    return JSON.readTree(post("/v1/files", "multipart/form-data; boundary=X", body).body());
  }

  private JsonNode create(String file) throws IOException, InterruptedException {
    String body =
        """
        {"input_file_id":"%s","endpoint":"/v1/chat/completions","completion_window":"24h"}"""
            .formatted(file);
    return JSON.readTree(post("/v1/batches", "application/json", body).body());
  }

  private List<JsonNode> content(String file) throws Exception {
    List<JsonNode> lines = new java.util.ArrayList<>();
    for (String line : text(file).lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private String text(String file) throws Exception {
    return get("/v1/files/" + file + "/content");
  }

  private static String line(String id, String url, String text) {
    return """
        {"custom_id":"%s","method":"POST","url":"%s","body":{"model":"%s","messages":\
        [{"role":"user","content":"%s"}]}}
        """
        .formatted(id, url, MODEL, text);
  }

  private HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl().resolve(path).toString()))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String get(String path) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(sandbox.baseUrl().resolve(path)).build(),
            BodyHandlers.ofString())
        .body();
  }

  private static SandboxSettings settings() {
    return new SandboxSettings(
        "src/test/resources/sandbox/memory.tsv",
        0,
        Duration.ZERO,
        new SandboxSettings.Limits(0, 0),
        List.of(MODEL));
  }
}
