package io.shoken.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code /v1/files} and {@code /v1/batches}; what they hold lives as long as the server. */
final class BatchEndpoints implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_JOBS = 10_000;
  private static final int MAX_PURPOSE_BYTES = 100;

  private final ChatEndpoint chat;
  private final Faults faults;
  private final Consumer<Reply> counter;
  private final Clock clock;
  private final FileStore files;
  private final int queueTokens;
  private final List<BatchJob> jobs = new ArrayList<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "sandbox-batch");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param queueTokens the most tokens of requests in jobs that are not over, 0 for no limit
   */
  BatchEndpoints(
      ChatEndpoint chat, Faults faults, int queueTokens, Consumer<Reply> counter, Clock clock)
      throws IOException {
    this.queueTokens = queueTokens;
    this.chat = chat;
    this.faults = faults;
    this.counter = counter;
    this.clock = clock;
    this.files = new FileStore(clock);
  }

  /** Whether a path is one of these endpoints'. */
  static boolean owns(String path) {
    return path.matches("/v1/(files|batches)(/.*)?");
  }

  void handle(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().substring("/v1/".length()).split("/", -1);
    String id = path.length > 1 ? path[1] : "";
    String action = path.length > 2 ? path[2] : "";
    String call = exchange.getRequestMethod() + " " + path[0] + (id.isEmpty() ? "" : "/ID");
    Optional<FileStore.Stored> file = files.find(id);
    if (call.equals("GET files/ID") && action.equals("content") && file.isPresent()) {
      sendFile(exchange, file.get().path());
      return;
    }
    Reply reply =
        switch (call + (action.isEmpty() ? "" : "/" + action)) {
          case "POST files" -> upload(exchange);
          case "GET files" ->
              list(files.list(), FileStore.Stored::id, FileStore.Stored::toJson, exchange);
          case "GET files/ID" ->
              file.map(f -> Reply.json(200, f.toJson())).orElseGet(BatchEndpoints::notFound);
          case "DELETE files/ID" -> delete(file);
          case "POST batches" -> create(exchange);
          case "GET batches" -> list(jobs(), BatchJob::id, BatchJob::toJson, exchange);
          case "GET batches/ID" ->
              job(id).map(j -> Reply.json(200, j.toJson())).orElseGet(BatchEndpoints::notFound);
          case "POST batches/ID/cancel" -> cancel(id);
          default -> notFound();
        };
    var unused = Delivery.send(exchange, reply, Optional.empty());
  }

  @Override
  public void close() {
    worker.shutdownNow();
    files.close();
  }

  private Reply upload(HttpExchange exchange) throws IOException {
    Path path = files.newPath();
    String purpose;
    try {
      Optional<Multipart> body =
          Multipart.of(
              exchange.getRequestHeaders().getFirst("Content-Type"), exchange.getRequestBody());
      if (body.isEmpty()) {
        return Reply.badRequest("invalid_content_type", "expected multipart/form-data");
      }
      purpose = read(body.get(), path);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      return Reply.badRequest("bad_upload", "the upload cannot be read, or is too long");
    }
    if (!Files.exists(path) || !purpose.equals("batch")) {
      Files.deleteIfExists(path);
      return Reply.badRequest("invalid_upload", "expected a file and the purpose batch");
    }
    return Reply.json(200, files.keep(path, "batch").toJson());
  }

  /** Writes the part "file" to a path; returns the part "purpose". */
  private static String read(Multipart body, Path path) throws IOException {
    String purpose = "";
    for (Optional<String> part = body.next(); part.isPresent(); part = body.next()) {
      switch (part.get()) {
        case "file" -> {
          try (OutputStream out =
              new BufferedOutputStream(FileStore.limited(Files.newOutputStream(path)))) {
            body.content(out);
          }
        }
        case "purpose" -> {
          ByteArrayOutputStream text = new ByteArrayOutputStream();
          body.content(text);
          purpose = text.size() > MAX_PURPOSE_BYTES ? "" : text.toString(StandardCharsets.UTF_8);
        }
        default -> body.content(OutputStream.nullOutputStream());
      }
    }
    return purpose.strip();
  }

  private Reply delete(Optional<FileStore.Stored> file) throws IOException {
    if (file.isEmpty()) {
      return notFound();
    }
    files.delete(file.get());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return Reply.json(
        200, json.put("id", file.get().id()).put("object", "file").put("deleted", true));
  }

  private Reply create(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
    JsonNode request;
    try {
      request = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return Reply.badRequest("invalid_json", "the body is not JSON");
    }
    Optional<FileStore.Stored> input = files.find(request.path("input_file_id").asText(""));
    if (input.isEmpty()
        || !request.path("endpoint").asText("").equals("/v1/chat/completions")
        || !request.path("completion_window").asText("").equals("24h")) {
      return Reply.badRequest(
          "invalid_request", "expected a known input file, chat completions, and 24h");
    }
    BatchJob job;
    synchronized (jobs) {
      if (jobs.size() >= MAX_JOBS) {
        return Reply.error(429, "requests", "too_many_batches", "over " + MAX_JOBS + " batches");
      }
      String id = "batch_" + (jobs.size() + 1);
      long tokens = queueTokens == 0 ? 0 : tokens(input.get().path());
      job =
          new BatchJob(
              id,
              files,
              input.get(),
              request.path("metadata"),
              chat,
              faults,
              counter,
              clock,
              tokens);
      long queued = jobs.stream().mapToLong(BatchJob::queuedTokens).sum();
      if (queueTokens > 0 && queued + job.queuedTokens() > queueTokens) {
        job.fail("token_limit_exceeded", 0);
      }
      jobs.add(job);
    }
    ObjectNode asCreated = job.toJson();
    if (!job.isOver()) {
      worker.execute(job);
    }
    return Reply.json(200, asCreated);
  }

  /** Of the requests in a file; a line that is none counts 0. */
  private long tokens(Path requests) throws IOException {
    long sum = 0;
    try (BufferedReader lines = Files.newBufferedReader(requests, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        try {
          sum += chat.promptTokens(JSON.writeValueAsBytes(JSON.readTree(line).path("body")));
        } catch (JsonProcessingException e) {
          // The job finds it and fails.
        }
      }
    }
    return sum;
  }

  private Reply cancel(String id) {
    Optional<BatchJob> job = job(id);
    job.ifPresent(BatchJob::cancel);
    return job.map(j -> Reply.json(200, j.toJson())).orElseGet(BatchEndpoints::notFound);
  }

  private Optional<BatchJob> job(String id) {
    return jobs().stream().filter(job -> job.id().equals(id)).findFirst();
  }

  private List<BatchJob> jobs() {
    synchronized (jobs) {
      return new ArrayList<>(jobs);
    }
  }

  /** A page of a list, the newest first. */
  private static <T> Reply list(
      List<T> all, Function<T, String> id, Function<T, ObjectNode> json, HttpExchange exchange) {
    Collections.reverse(all);
    int limit = Integer.parseInt(parameter(exchange, "limit", "\\d{1,4}").orElse("20"));
    String after = parameter(exchange, "after", ".{1,100}").orElse("");
    Stream<T> rest =
        after.isEmpty()
            ? all.stream()
            : all.stream().dropWhile(item -> !id.apply(item).equals(after)).skip(1);
    List<T> page = rest.limit(limit + 1L).toList();
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = root.putArray("data");
    page.stream().limit(limit).forEach(item -> data.add(json.apply(item)));
    root.put("has_more", page.size() > limit);
    return Reply.json(200, root);
  }

  private static Optional<String> parameter(HttpExchange exchange, String name, String form) {
    String query = exchange.getRequestURI().getQuery();
    return Stream.of((query == null ? "" : query).split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .filter(value -> value.matches(form))
        .findFirst();
  }

  private static void sendFile(HttpExchange exchange, Path file) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    long bytes = Files.size(file);
    exchange.sendResponseHeaders(200, bytes == 0 ? -1 : bytes);
    if (bytes > 0) {
      Files.copy(file, exchange.getResponseBody());
    }
  }

  private static Reply notFound() {
    return Reply.error(404, "invalid_request_error", "not_found", "there is no such thing");
  }
}
