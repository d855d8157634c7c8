package io.shoken.llm.call;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.MultipartField;
import com.openai.core.Timeout;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FilePurpose;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings;
import io.shoken.llm.Service;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Uploads files and orders batches at a service, through the official client. Each exception of
 * that client becomes a {@link UserException} without its message. Reads are retried; an upload or
 * order is not, so that none is made twice.
 */
public final class BatchClient implements AutoCloseable {

  /**
   * The state of a batch at the service; output and errors are ids of files, null without a file.
   */
  public record State(
      String id,
      String status,
      long total,
      long completed,
      long failed,
      String output,
      String errors,
      String reason) {

    private static final Set<String> OUT_OF_MONEY =
        Set.of("insufficient_quota", "billing_hard_limit_reached", "budget_exceeded");

    /** The ids of its result files. */
    public List<String> files() {
      return Stream.of(output, errors).filter(Objects::nonNull).distinct().toList();
    }

    /** Whether the service gave it up because the account is out of money. */
    public boolean isOutOfMoney() {
      return status.equals("failed") && OUT_OF_MONEY.contains(reason);
    }

    /** Whether the service is done with it, well or not. */
    public boolean isOver() {
      return switch (status) {
        case "completed", "failed", "expired", "cancelled" -> true;
        default -> false;
      };
    }
  }

  /** The status of a batch that the service does not know; it may be another service's. */
  public static final String NOT_FOUND = "not found";

  private final OpenAIClient client;
  private final RetryPolicy<Object> retries;

  /**
   * Connects to nothing yet.
   *
   * @param transfer how long one upload or download may take
   */
  public BatchClient(Service service, LlmSettings settings, Duration transfer) {
    LlmSettings.Retries limits = settings.retries();
    this.retries =
        RetryPolicy.builder()
            .handle(OpenAIException.class)
            .abortOn(
                e ->
                    refusal(e)
                        .filter(r -> r.kind().scope() != FailureKind.Scope.TRANSIENT)
                        .isPresent())
            .withMaxAttempts(limits.attempts())
            .withBackoff(limits.firstDelay(), limits.maxDelay())
            .build();
    this.client =
        OpenAIOkHttpClient.builder()
            .baseUrl(service.baseUrl())
            .apiKey(service.key())
            .maxRetries(0)
            .logLevel(LogLevel.OFF)
            .disableTelemetry(true)
            .followRedirects(false)
            .addInterceptor(new RefusalInterceptor(Clock.systemUTC()))
            .timeout(
                Timeout.builder()
                    .connect(settings.timeouts().connect())
                    .read(transfer)
                    .write(transfer)
                    .request(transfer)
                    .build())
            .build();
  }

  /** Uploads a file of requests; returns the service's id of it. */
  public String upload(String name, InputStream requests) {
    FileCreateParams params =
        FileCreateParams.builder()
            .purpose(FilePurpose.BATCH)
            .file(MultipartField.<InputStream>builder().value(requests).filename(name).build())
            .build();
    return explained("the upload", () -> client.files().create(params).id());
  }

  /** Orders a batch; returns its id. */
  public String create(String fileId) {
    BatchCreateParams params =
        BatchCreateParams.builder()
            .inputFileId(fileId)
            .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
            .completionWindow(BatchCreateParams.CompletionWindow._24H)
            .build();
    return explained("the order of a batch", () -> client.batches().create(params).id());
  }

  /** The id of the batch that was ordered for that file, if there is one. */
  public Optional<String> find(String fileId) {
    return explained(
        "the list of batches",
        () ->
            retried(
                () ->
                    client.batches().list().autoPager().stream()
                        .filter(batch -> batch.inputFileId().equals(fileId))
                        .map(Batch::id)
                        .findFirst()));
  }

  /** How far a batch is; {@link #NOT_FOUND} if the service does not know it. */
  public State state(String batchId) {
    return explained(
        "the state of a batch",
        () -> {
          try {
            return retried(() -> state(client.batches().retrieve(batchId)));
          } catch (OpenAIException e) {
            if (refusal(e).filter(r -> r.status() == 404).isEmpty()) {
              throw e;
            }
            return new State(batchId, NOT_FOUND, 0, 0, 0, null, null, "");
          }
        });
  }

  /** What copies a file's content and can be called again. */
  public interface Sink {
    void take(InputStream content) throws IOException;
  }

  /**
   * Downloads a file; false if the service does not have it, or no longer.
   *
   * @throws IOException if the sink does
   */
  @SuppressWarnings("MustBeClosed") // it is closed below, outside the retries
  public boolean download(String fileId, Sink sink) throws IOException {
    try (HttpResponse response = explained("a result file", () -> contentOf(fileId))) {
      if (response == null) {
        return false;
      }
      sink.take(response.body());
      return true;
    }
  }

  /** Null if there is no such file. */
  @SuppressWarnings("MustBeClosed") // download closes it
  private HttpResponse contentOf(String fileId) {
    try {
      return retried(() -> client.files().content(fileId));
    } catch (OpenAIException e) {
      if (refusal(e).filter(r -> r.status() == 404).isPresent()) {
        return null;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private <T> T retried(Supplier<T> call) {
    return Failsafe.with(retries).get(call::get);
  }

  private static State state(Batch batch) {
    return new State(
        batch.id(),
        batch.status().asString(),
        batch.requestCounts().map(counts -> counts.total()).orElse(0L),
        batch.requestCounts().map(counts -> counts.completed()).orElse(0L),
        batch.requestCounts().map(counts -> counts.failed()).orElse(0L),
        batch.outputFileId().filter(id -> !id.isBlank()).orElse(null),
        batch.errorFileId().filter(id -> !id.isBlank()).orElse(null),
        batch
            .errors()
            .flatMap(errors -> errors.data())
            .flatMap(all -> all.stream().findFirst())
            .flatMap(error -> error.code())
            .filter(code -> code.matches("[A-Za-z0-9_.-]{1,64}"))
            .orElse("unknown reason"));
  }

  private static <T> T explained(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      // The client's own exceptions can quote what was sent or answered: only their type is kept.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      Optional<Refusal> refusal = refusal(e);
      throw new UserException(
          refusal.map(r -> r.kind().userKind()).orElse(UserException.Kind.UNAVAILABLE),
          "translate batch: %s failed (%s); what was done is kept, run the command again"
              .formatted(
                  what,
                  refusal
                      .map(r -> r.kind().key() + ": " + r.describe())
                      .orElse(cause.getClass().getSimpleName())));
    }
  }

  private static Optional<Refusal> refusal(Throwable e) {
    return e.getCause() instanceof RefusalInterceptor.Refused refused
        ? Optional.of(refused.refusal)
        : Optional.empty();
  }
}
