package io.shoken.llm.call;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.Timeout;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.OpenAIIoException;
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

/**
 * Makes one call to a chat endpoint, through the official client with its own retries and logging
 * off. Each exception of that client becomes a {@link CallFailure} without its message, which may
 * quote a report. Thread-safe.
 */
public final class ChatClient implements AutoCloseable {

  private final OpenAIClient client;

  /**
   * Connects to nothing yet.
   *
   * @param connections to keep open between calls, at most
   */
  public ChatClient(Service service, CallTimeouts timeouts, int connections, Clock clock) {
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
            .addInterceptor(new RefusalInterceptor(clock))
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
      return AnswerBody.read(
          response.body().readAllBytes(),
          request.promptTokens(),
          request.parameters().maxTokens(),
          ResponseHeaders.limits(name -> first(response.headers(), name)));
    } catch (OpenAIIoException e) {
      throw broken(e.getCause() == null ? e : e.getCause());
    } catch (IOException e) {
      throw broken(e);
    } catch (CallFailure e) {
      throw e;
    } catch (RuntimeException e) {
      // What the client says of what it was sent may quote it: only the exception's type is kept.
      throw CallFailure.lost(FailureKind.INVALID_ANSWER, e);
    }
  }

  private static String first(Headers headers, String name) {
    return headers.values(name).stream().findFirst().orElse(null);
  }

  private static CallFailure broken(Throwable cause) {
    if (cause instanceof RefusalInterceptor.Refused refused) {
      return CallFailure.refused(refused.refusal, refused.retryAfter, refused.limits);
    }
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
