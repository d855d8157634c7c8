package io.shoken.llm.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.LogLevel;
import com.openai.core.Timeout;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import io.shoken.llm.budget.Messages.Heard;
import io.shoken.text.ChatTokens;
import io.shoken.translate.request.Conversation;
import io.shoken.translate.request.Recipe;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * One call to the endpoint: the official client with its own retries and logging off. Every
 * exception of the client's becomes a {@link CallFailure} without its text. Thread-safe.
 */
public final class ChatClient implements AutoCloseable {

  /** Content is null where the answer has none; finish reason as the service wrote it. */
  public record Answer(
      String content,
      boolean refusal,
      String finishReason,
      long inputTokens,
      long outputTokens,
      Heard heard) {}

  /**
   * How long a call waits for the server.
   *
   * @param connect for the connection to stand
   * @param request for one call from start to the last byte of its answer
   */
  public record Patience(Duration connect, Duration request) implements Serializable {}

  private final OpenAIClient client;
  private final Clock clock;

  public ChatClient(String baseUrl, String key, Patience timeouts, int connections, Clock clock) {
    this.clock = clock;
    this.client =
        OpenAIOkHttpClient.builder()
            .baseUrl(baseUrl)
            .apiKey(key)
            .maxRetries(0)
            .logLevel(LogLevel.OFF)
            .disableTelemetry(true)
            .followRedirects(false)
            .maxIdleConnections(connections)
            .keepAliveDuration(Duration.ofSeconds(30))
            .addInterceptor(new BodyLimit())
            .timeout(
                Timeout.builder()
                    .connect(timeouts.connect())
                    .read(timeouts.request())
                    .write(timeouts.request())
                    .request(timeouts.request())
                    .build())
            .build();
  }

  /**
   * Asks for one text.
   *
   * @param maxTokens the most that the answer may have
   * @throws CallFailure if there is no answer that the protocol allows
   */
  public Answer ask(Conversation conversation, int maxTokens) {
    try (HttpResponseFor<ChatCompletion> response =
        client.chat().completions().withRawResponse().create(params(conversation, maxTokens))) {
      return answer(
          response.parse(), conversation.promptTokens(), RateHeaders.read(response.headers()));
    } catch (OpenAIServiceException e) {
      throw CallFailure.ofStatus(
          e.statusCode(), e.code().or(e::type), retryAfter(e), RateHeaders.read(e.headers()));
    } catch (OpenAIIoException e) {
      throw broken(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      // What a parser says about a bad body quotes it: only the type of the exception is kept.
      throw brokenBody(e).orElseGet(() -> CallFailure.lost(FailureKind.INVALID_ANSWER, e));
    }
  }

  /** The request for one text. */
  public static ChatCompletionCreateParams params(Conversation conversation, int maxTokens) {
    Recipe recipe = conversation.recipe();
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder()
            .model(recipe.model())
            .temperature(recipe.temperature())
            .maxCompletionTokens((long) maxTokens);
    conversation.addTo(params);
    if (recipe.seed() != null) {
      params.putAdditionalBodyProperty("seed", JsonValue.from(recipe.seed()));
    }
    return params.build();
  }

  /** A connection that ends within the body shows as an input error under the parser's. */
  private static Optional<CallFailure> brokenBody(RuntimeException e) {
    Throwable cause = e.getCause();
    return cause instanceof IOException && !(cause instanceof JsonProcessingException)
        ? Optional.of(broken(cause))
        : Optional.empty();
  }

  private static CallFailure broken(Throwable cause) {
    if (cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException) {
      return CallFailure.notReached(cause);
    }
    boolean late = cause instanceof InterruptedIOException;
    return CallFailure.lost(late ? FailureKind.TIMEOUT : FailureKind.CONNECTION, cause);
  }

  @Override
  public void close() {
    client.close();
  }

  public static Answer answer(ChatCompletion completion, int promptTokens, Heard heard) {
    ChatCompletion.Choice choice = completion.choices().get(0);
    String content = choice.message().content().map(String::strip).orElse(null);
    Optional<CompletionUsage> usage = completion.usage();
    long output = content == null ? 0 : usage.isPresent() ? 0 : ChatTokens.of(content);
    return new Answer(
        content,
        choice.message().refusal().filter(r -> !r.isBlank()).isPresent(),
        choice.finishReason().asString(),
        usage.map(u -> Math.max(0, u.promptTokens())).orElse((long) promptTokens),
        usage.map(u -> Math.max(0, u.completionTokens())).orElse(output),
        heard);
  }

  private Duration retryAfter(OpenAIServiceException e) {
    return e.headers().values("Retry-After").stream()
        .findFirst()
        .map(value -> RetryAfter.parse(value, clock.instant()))
        .orElse(Duration.ZERO);
  }
}
