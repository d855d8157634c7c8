package io.shoken.llm.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.Timeout;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import io.shoken.llm.LlmSettings.CallTimeouts;
import io.shoken.llm.Service;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes one call to a chat endpoint, through the official client with its own retries and logging
 * off. Each exception of that client becomes a {@link CallFailure} without its message, which may
 * quote a report. Thread-safe.
 */
public final class ChatClient implements AutoCloseable {

  private final OpenAIClient client;
  private final Clock clock;

  /**
   * Connects to nothing yet.
   *
   * @param connections to keep open between calls, at most
   */
  public ChatClient(Service service, CallTimeouts timeouts, int connections, Clock clock) {
    this.clock = clock;
    this.client =
        OpenAIOkHttpClient.builder()
            .baseUrl(service.baseUrl())
            .apiKey(service.key())
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
   * Makes one call.
   *
   * @throws CallFailure if there is no answer that the protocol allows
   */
  public ChatAnswer ask(ChatRequest request) {
    try (HttpResponseFor<ChatCompletion> response =
        client.chat().completions().withRawResponse().create(ChatCodec.params(request))) {
      return ChatCodec.answer(
          response.parse(), request.promptTokens(), ResponseHeaders.limits(response.headers()));
    } catch (OpenAIServiceException e) {
      throw CallFailure.ofStatus(
          e.statusCode(),
          e.code().or(e::type),
          ResponseHeaders.retryAfter(e.headers(), clock.instant()),
          ResponseHeaders.limits(e.headers()));
    } catch (OpenAIIoException e) {
      throw broken(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      // What a parser says about a bad body quotes it: only the type of the exception is kept.
      throw brokenBody(e).orElseGet(() -> CallFailure.lost(FailureKind.INVALID_ANSWER, e));
    }
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
}
