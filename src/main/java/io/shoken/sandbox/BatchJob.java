package io.shoken.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One batch: its requests checked, carried out one after the other, and its result files. */
final class BatchJob implements Runnable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String URL = "/v1/chat/completions";
  private static final int MAX_REQUESTS = 50_000;
  private static final int WINDOW_SECONDS = 86_400;

  private final String id;
  private final FileStore files;
  private final FileStore.Stored input;
  private final JsonNode metadata;
  private final ChatEndpoint chat;
  private final Faults faults;
  private final Consumer<Reply> counter;
  private final long createdAt;
  private final long tokens;
  private String status = "validating";
  private String errorCode;
  private int errorLine;
  private long total;
  private long completed;
  private long failed;
  private long expired;
  private String outputFile;
  private String errorFile;
  private boolean cancelled;

  /**
   * @param counter takes each answer, for the server's counts
   * @param tokens of its requests
   */
  BatchJob(
      String id,
      FileStore files,
      FileStore.Stored input,
      JsonNode metadata,
      ChatEndpoint chat,
      Faults faults,
      Consumer<Reply> counter,
      Clock clock,
      long tokens) {
    this.tokens = tokens;
    this.id = id;
    this.files = files;
    this.input = input;
    this.metadata = metadata;
    this.chat = chat;
    this.faults = faults;
    this.counter = counter;
    this.createdAt = clock.instant().getEpochSecond();
  }

  String id() {
    return id;
  }

  /** What it takes of the account's queue: its tokens until it is over. */
  long queuedTokens() {
    return isOver() ? 0 : tokens;
  }

  synchronized boolean isOver() {
    return !status.equals("validating") && !status.equals("in_progress");
  }

  synchronized void cancel() {
    cancelled = true;
  }

  @Override
  public void run() {
    try {
      if (!isValid()) {
        return;
      }
      to("in_progress");
      Path output = files.newPath();
      Path errors = files.newPath();
      carryOut(output, errors);
      finish(files.keep(output, "batch_output"), files.keep(errors, "batch_output"));
    } catch (IOException e) {
      fail("server_error", 0);
    }
  }

  synchronized ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id)
        .put("object", "batch")
        .put("endpoint", URL)
        .put("input_file_id", input.id())
        .put("completion_window", "24h")
        .put("status", status)
        .put("output_file_id", outputFile)
        .put("error_file_id", errorFile)
        .put("created_at", createdAt)
        .put("expires_at", createdAt + WINDOW_SECONDS);
    json.set("metadata", metadata);
    json.putObject("request_counts")
        .put("total", total)
        .put("completed", completed)
        .put("failed", failed);
    if (errorCode != null) {
      json.putObject("errors")
          .put("object", "list")
          .putArray("data")
          .addObject()
          .put("code", errorCode)
          .put("line", errorLine)
          .put("message", "the batch was not carried out");
    }
    return json;
  }

  private synchronized void to(String next) {
    status = next;
  }

  synchronized void fail(String code, int line) {
    status = "failed";
    errorCode = code;
    errorLine = line;
  }

  private boolean isValid() throws IOException {
    Set<String> ids = new HashSet<>();
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(input.path(), StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String bad = problem(line, ids);
        if (bad != null || number > MAX_REQUESTS) {
          fail(bad == null ? "too_many_tasks" : bad, number);
          return false;
        }
      }
    }
    if (number == 0) {
      fail("empty_file", 0);
    }
    synchronized (this) {
      total = number;
    }
    return number > 0;
  }

  private static String problem(String line, Set<String> ids) {
    try {
      JsonNode request = JSON.readTree(line);
      String customId = request.path("custom_id").asText("");
      if (customId.isEmpty() || !request.path("body").isObject()) {
        return "invalid_request";
      }
      if (!request.path("method").asText().equals("POST")
          || !request.path("url").asText().equals(URL)) {
        return "invalid_url";
      }
      return ids.add(customId) ? null : "duplicate_custom_id";
    } catch (IOException e) {
      return "invalid_json_line";
    }
  }

  private void carryOut(Path output, Path errors) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(input.path(), StandardCharsets.UTF_8);
        BufferedWriter good = Files.newBufferedWriter(output, StandardCharsets.UTF_8);
        BufferedWriter bad = Files.newBufferedWriter(errors, StandardCharsets.UTF_8)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (isCancelled()) {
          return;
        }
        JsonNode request = JSON.readTree(line);
        number++;
        answer(request, number, good, bad);
      }
    }
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  private void answer(JsonNode request, long number, Writer good, Writer bad) throws IOException {
    String customId = request.path("custom_id").asText();
    Optional<FaultKind> fault = faults.ofLine(number, customId).map(FaultRule::kind);
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result
        .put("id", "batch_req_" + number)
        .put("custom_id", fault.equals(Optional.of(FaultKind.UNKNOWN_LINE)) ? "x" : customId);
    if (fault.equals(Optional.of(FaultKind.EXPIRED_LINE))) {
      result.putNull("response");
      result
          .putObject("error")
          .put("code", "batch_expired")
          .put("message", "not carried out before the completion window ended");
      count(false, true);
      bad.write(result + "\n");
      return;
    }
    Reply reply = chat.answer(JSON.writeValueAsBytes(request.path("body"))).reply();
    counter.accept(reply);
    result
        .putObject("response")
        .put("status_code", reply.status())
        .put("request_id", "req_" + number)
        .set("body", JSON.readTree(reply.body()));
    result.putNull("error");
    count(reply.status() == 200, false);
    write(result.toString(), fault, reply.status() == 200 ? good : bad);
  }

  private static void write(String line, Optional<FaultKind> fault, Writer out) throws IOException {
    FaultKind kind = fault.orElse(null);
    if (kind == FaultKind.MISSING_LINE) {
      return;
    }
    out.write(kind == FaultKind.BROKEN_LINE ? line.substring(0, line.length() / 2) : line);
    out.write("\n");
    if (kind == FaultKind.DUPLICATE_LINE) {
      out.write(line + "\n");
    }
  }

  private synchronized void count(boolean good, boolean late) {
    completed += good ? 1 : 0;
    failed += good ? 0 : 1;
    expired += late ? 1 : 0;
  }

  private synchronized void finish(FileStore.Stored output, FileStore.Stored errors) {
    outputFile = output.bytes() > 0 ? output.id() : null;
    errorFile = errors.bytes() > 0 ? errors.id() : null;
    status = cancelled ? "cancelled" : expired > 0 ? "expired" : "completed";
  }
}
