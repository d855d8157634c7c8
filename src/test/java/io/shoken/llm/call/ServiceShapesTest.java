package io.shoken.llm.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.llm.ServiceLimits;
import io.shoken.text.ChatTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What compatible services answer and refuse with, a line each in {@code llm/*.jsonl}. */
class ServiceShapesTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String JAPANESE = "胸水は認めない。";
  private static final int PROMPT = 40;

  static Stream<JsonNode> answers() throws IOException {
    return rows("answers.jsonl");
  }

  static Stream<JsonNode> errors() throws IOException {
    return rows("errors.jsonl");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerThatIsThereIsTaken(JsonNode row) throws IOException {
    byte[] body = JSON.writeValueAsBytes(row.get("body"));
    String outcome = row.get("outcome").asText();
    try {
      ChatAnswer answer = AnswerBody.read(body, PROMPT, 400, ServiceLimits.UNKNOWN);
      assertThat(answer.finishReason()).isEqualTo(row.get("finish").asText());
      assertThat(answer.inputTokens()).isEqualTo(row.get("input").asLong());
      long output = row.get("output").asLong();
      assertThat(answer.outputTokens()).isEqualTo(output < 0 ? ChatTokens.of(JAPANESE) : output);
      assertThat(answer.usage().cached()).isEqualTo(row.get("cached").asLong());
      assertThat(answer.usage().reasoning()).isEqualTo(row.get("reasoning").asLong());
      assertThat(answer.usage().credible()).isTrue();
      assertThat(outcome)
          .isIn("taken", "cut_short", "refusal", "empty_answer", "content_filter", "odd_finish");
      if (outcome.equals("taken")) {
        assertThat(answer.content()).isEqualTo(JAPANESE);
        assertThat(answer.refusal()).isFalse();
      }
    } catch (CallFailure failure) {
      assertThat(failure.kind().key()).isEqualTo(outcome);
      assertThat(failure.toString()).doesNotContain("MARKER");
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void aRefusalIsReadWhateverItsShape(JsonNode row) {
    byte[] body = row.get("body").asText().getBytes(UTF_8);
    Refusal refusal = ErrorBody.read(row.get("status").asInt(), body);
    assertThat(refusal.kind().key()).isEqualTo(row.get("kind").asText());
    assertThat(refusal.describe()).isEqualTo(row.get("shown").asText());
  }

  @Test
  void bytesBeforeTheAnswerAndPiecesOfItAreNoHindrance() throws IOException {
    String whole =
        "{\"choices\":[{\"message\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}"
            .formatted(JAPANESE);
    String pieces =
        """
        data: {"choices":[{"delta":{"content":"胸水は"}}]}

        data: {"choices":[{"delta":{"content":"認めない。"}}]}

        data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

        data: [DONE]
        """;
    for (String body : new String[] {whole, "\n   \n" + whole, "\uFEFF" + whole, pieces}) {
      ChatAnswer answer = AnswerBody.read(body.getBytes(UTF_8), PROMPT, 400, ServiceLimits.UNKNOWN);
      assertThat(answer.content()).isEqualTo(JAPANESE);
    }
  }

  @Test
  void aUsageThatCannotBeTrueIsNotBelieved() throws IOException {
    assertUsage("{\"prompt_tokens\":0,\"completion_tokens\":-5}", PROMPT, 7, false);
    assertUsage("{\"prompt_tokens\":-1,\"completion_tokens\":7}", PROMPT, 7, false);
    assertUsage("{\"prompt_tokens\":50,\"completion_tokens\":1e18}", 50, 1_000_000_000_000L, false);

    assertUsage("{\"prompt_tokens\":60,\"completion_tokens\":300}", 60, 300, true);
  }

  private static void assertUsage(String json, long input, long output, boolean credible)
      throws IOException {
    TokenUsage usage = TokenUsage.read(JSON.readTree(json), PROMPT, 7, 400);
    assertThat(usage.output()).isEqualTo(output);
    assertThat(usage.credible()).isEqualTo(credible);
    assertThat(usage.input()).isEqualTo(input);
  }

  private static Stream<JsonNode> rows(String file) throws IOException {
    Stream.Builder<JsonNode> rows = Stream.builder();
    for (String line : Files.readAllLines(Path.of("src/test/resources/llm", file))) {
      rows.add(JSON.readTree(line));
    }
    return rows.build();
  }
}
