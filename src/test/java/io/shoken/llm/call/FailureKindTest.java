package io.shoken.llm.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.core.UserException.Kind;
import io.shoken.llm.ServiceLimits;
import io.shoken.llm.call.FailureKind.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureKindTest {

  @ParameterizedTest
  @CsvSource({
    "429, insufficient_quota, QUOTA, JOB",
    "429, rate_limit_exceeded, TOO_FAST, TRANSIENT",
    "429, , TOO_FAST, TRANSIENT",
    "401, invalid_api_key, UNAUTHORIZED, JOB",
    "403, , FORBIDDEN, JOB",
    "404, model_not_found, UNKNOWN_MODEL, JOB",
    "302, , MOVED, JOB",
    "408, , SERVICE_TIMEOUT, TRANSIENT",
    "409, , CONFLICT, TRANSIENT",
    "500, , SERVER_ERROR, TRANSIENT",
    "503, anything, SERVER_ERROR, TRANSIENT",
    "400, content_filter, CONTENT_FILTER, ROW_REJECTED",
    "400, context_length_exceeded, TOO_LONG, ROW_REJECTED",
    "400, unknown_sentence, BAD_REQUEST, ROW_REJECTED",
    "422, , BAD_REQUEST, ROW_REJECTED",
    "200, , INVALID_ANSWER, TRANSIENT",
    "99, , INVALID_ANSWER, TRANSIENT"
  })
  void classifiesWhatAServiceAnswers(int status, String code, FailureKind kind, Scope scope) {
    FailureKind found = FailureKind.ofStatus(status, Optional.ofNullable(code));
    assertThat(found).isEqualTo(kind);
    assertThat(found.scope()).isEqualTo(scope);
  }

  @Test
  void endsAJobWithoutMoneyAsQuotaAndAnyOtherAsUnavailable() {
    assertThat(FailureKind.QUOTA.userKind()).isEqualTo(Kind.QUOTA);
    assertThat(FailureKind.UNAUTHORIZED.userKind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void keepsACodeInTheReasonOnlyIfItIsAWord() {
    assertThat(reason("unknown_sentence")).isEqualTo("bad_request: HTTP 400 unknown_sentence");
    assertThat(reason("No effusion is seen.")).isEqualTo("bad_request: HTTP 400");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3000",
    "0.25, 250",
    "'Sun, 01 Nov 2026 10:00:30 GMT', 30000",
    "'Sun, 01 Nov 2026 09:00:00 GMT', 0",
    "-5, 0",
    "soon, 0",
    "99999999999999999999, 0",
    "'', 0"
  })
  void readsRetryAfterInSecondsAndAsADate(String value, long millis) {
    assertThat(ResponseHeaders.retryAfter(value, Instant.parse("2026-11-01T10:00:00Z")))
        .isEqualTo(Duration.ofMillis(millis));
  }

  private static String reason(String code) {
    byte[] body = "{\"error\":{\"code\":\"%s\"}}".formatted(code).getBytes(UTF_8);
    return CallFailure.refused(ErrorBody.read(400, body), Duration.ZERO, ServiceLimits.UNKNOWN)
        .reason();
  }
}
