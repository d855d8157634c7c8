package io.shoken.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.bucket4j.TimeMeter;
import io.shoken.core.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An OpenAI-compatible server on loopback: {@code POST /v1/chat/completions}, {@code GET
 * /v1/models}, {@code /v1/files}, {@code /v1/batches}, {@code GET /health}. It listens on 127.0.0.1
 * only. Closing it stops it at once.
 */
public final class Sandbox implements AutoCloseable {

  private static final int MAX_BODY_BYTES = 4 << 20;

  /** Of a body that is too long, so much more is read: a client in the midst of sending is deaf. */
  private static final int MAX_DISCARDED_BYTES = 16 << 20;

  /** Connections wait for their turn above this; each costs a thread while it is being answered. */
  private static final int THREADS = 128;

  private final HttpServer server;
  private final ExecutorService threads;
  private final ChatEndpoint chat;
  private final BatchEndpoints batches;
  private final CallLog log;
  private final SandboxSettings settings;
  private final Optional<String> key;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong limited = new AtomicLong();
  private final AtomicLong unauthorized = new AtomicLong();

  private Sandbox(SandboxSettings settings, Optional<String> key) throws IOException {
    // Without this the JDK's server leaves Nagle's algorithm on, and every answer on a kept
    // connection waits 40 ms for the client's delayed acknowledgement. Read once per JVM.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    SentenceMemory memory = MemoryFile.read(Path.of(settings.memory()));
    this.settings = settings;
    this.key = key;
    this.log = CallLog.open(settings.log(), Clock.systemUTC());
    Faults faults =
        settings.faults().map(file -> FaultFile.read(Path.of(file))).orElse(Faults.NONE);
    this.chat =
        new ChatEndpoint(
            memory,
            settings.models(),
            new RateLimits(settings.limits(), TimeMeter.SYSTEM_NANOTIME),
            faults,
            settings.dialect(),
            Clock.systemUTC());
    this.batches =
        new BatchEndpoints(
            chat, faults, settings.limits().batchQueueTokens(), this::count, Clock.systemUTC());
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 1024);
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "sandbox");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Reads the memory and serves until closed.
   *
   * @param key if given, requests must carry it as their bearer token, others are answered 401
   * @throws UserException if the memory breaks its contract (input) or the port cannot be had
   *     (unavailable)
   */
  public static Sandbox start(SandboxSettings settings, Optional<String> key) {
    try {
      Sandbox sandbox = new Sandbox(settings, key);
      sandbox.serve();
      return sandbox;
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE,
          "sandbox: loopback port %d cannot be opened (%s); set sandbox.port to another, or 0"
              .formatted(settings.port(), e.getClass().getSimpleName()),
          e);
    }
  }

  /** What a client takes as base URL, such as {@code http://127.0.0.1:40123/v1}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** The server's own count of chat requests. */
  public SandboxCounts counts() {
    return new SandboxCounts(
        requests.get(), answered.get(), refused.get(), limited.get(), unauthorized.get());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      var unused = threads.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    batches.close();
    log.close();
  }

  private void serve() {
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    try (exchange) {
      if (call.equals("POST /v1/chat/completions")) {
        sendAndLog(exchange, chat(exchange));
      } else if (BatchEndpoints.owns(exchange.getRequestURI().getPath())) {
        batches(exchange);
      } else {
        var unused = Delivery.send(exchange, route(call), Optional.empty());
      }
    }
  }

  private void sendAndLog(HttpExchange exchange, Answered call) throws IOException {
    count(call.reply());
    boolean delivered = false;
    try {
      delivered = Delivery.send(exchange, call.reply(), call.faultOfDelivery());
    } finally {
      log.add(call, delivered);
    }
  }

  private void batches(HttpExchange exchange) throws IOException {
    if (isAuthorized(exchange)) {
      batches.handle(exchange);
    } else {
      var unused = Delivery.send(exchange, unauthorized(), Optional.empty());
    }
  }

  private Reply route(String call) {
    return switch (call) {
      case "GET /v1/models" -> models();
      case "GET /health" ->
          Reply.json(200, JsonNodeFactory.instance.objectNode().put("status", "ok"));
      default ->
          Reply.error(
              404, "invalid_request_error", "unknown_url", "the sandbox serves no such address");
    };
  }

  private Answered chat(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (!isAuthorized(exchange)) {
      return Answered.refused(unauthorized());
    }
    if (body.length > MAX_BODY_BYTES) {
      endConnection(exchange);
      return Answered.refused(
          Reply.error(
              413,
              "invalid_request_error",
              "request_too_large",
              "the body has more than " + MAX_BODY_BYTES + " bytes"));
    }
    Answered answered = chat.answer(body);
    if (answered.reply().status() == 200) {
      pause();
    }
    return answered;
  }

  /**
   * What is left of the body may be endless; the client is told not to use the connection again.
   */
  private static void endConnection(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    byte[] buffer = new byte[1 << 16];
    // Not skip(): the JDK's server passes that on to the connection and loses count of the body.
    int read = 0;
    for (int n = body.read(buffer); n >= 0 && read < MAX_DISCARDED_BYTES; n = body.read(buffer)) {
      read += n;
    }
    exchange.getResponseHeaders().set("Connection", "close");
  }

  private static Reply unauthorized() {
    return Reply.error(
        401, "invalid_request_error", "invalid_api_key", "the API key is missing or wrong");
  }

  private boolean isAuthorized(HttpExchange exchange) {
    if (key.isEmpty()) {
      return true;
    }
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null
        && MessageDigest.isEqual(
            header.getBytes(StandardCharsets.UTF_8),
            ("Bearer " + key.get()).getBytes(StandardCharsets.UTF_8));
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(settings.delay().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the sandbox was closed", e);
    }
  }

  private void count(Reply reply) {
    requests.incrementAndGet();
    switch (reply.status()) {
      case 200 -> answered.incrementAndGet();
      case 401 -> unauthorized.incrementAndGet();
      case 429 -> limited.incrementAndGet();
      default -> refused.incrementAndGet();
    }
  }

  private Reply models() {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = root.putArray("data");
    List<String> names = settings.models();
    for (String name : names) {
      data.addObject().put("id", name).put("object", "model").put("owned_by", "sandbox");
    }
    return Reply.json(200, root);
  }
}
