package io.shoken.llm.call;

import io.shoken.llm.ServiceLimits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * Reads every refusal of a service before the API client does, whose own exceptions quote bodies
 * and fail at odd ones.
 */
final class RefusalInterceptor implements Interceptor {

  /** An error says what it has to say in less. */
  private static final long MAX_BYTES = 64 << 10;

  private final Clock clock;

  RefusalInterceptor(Clock clock) {
    this.clock = clock;
  }

  /** A refusal on its way through the API client, which passes input errors on as causes. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    final transient Refusal refusal;
    final transient Duration retryAfter;
    final transient ServiceLimits limits;

    Refused(Refusal refusal, Duration retryAfter, ServiceLimits limits) {
      super(refusal.describe());
      this.refusal = refusal;
      this.retryAfter = retryAfter;
      this.limits = limits;
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.isSuccessful()) {
      return response;
    }
    try (response) {
      throw new Refused(
          ErrorBody.read(response.code(), head(response.body())),
          ResponseHeaders.retryAfter(response::header, clock.instant()),
          ResponseHeaders.limits(response::header));
    }
  }

  /** As much of a body as comes; one that breaks off says what it said so far. */
  private static byte[] head(ResponseBody body) {
    Buffer head = new Buffer();
    try {
      while (body != null && head.size() < MAX_BYTES) {
        if (body.source().read(head, MAX_BYTES - head.size()) < 0) {
          break;
        }
      }
    } catch (IOException e) {
      // The status is there, and is what counts.
    }
    return head.readByteArray();
  }
}
