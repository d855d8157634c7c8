package io.shoken.sandbox;

import com.sun.net.httpserver.HttpExchange;
import io.shoken.sandbox.FaultRule.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The way of an answer to its client, whole or as the script spoils it. */
final class Delivery {

  private Delivery() {}

  /**
   * @return whether the whole answer went out
   * @throws IOException if the client has gone
   */
  static boolean send(HttpExchange exchange, Reply reply, Optional<FaultRule> fault)
      throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    FaultKind kind = fault.map(FaultRule::kind).orElse(null);
    if (kind == FaultKind.DROPPED_CONNECTION) {
      return false; // closing an exchange without an answer closes its connection
    }
    if (kind == FaultKind.INVALID_JSON) {
      body = Arrays.copyOf(body, body.length / 2);
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), body.length);
    OutputStream out = exchange.getResponseBody();
    if (kind == FaultKind.CUT_CONNECTION) {
      out.write(body, 0, body.length / 2); // closing it short closes its connection
      out.flush();
      return false;
    }
    if (kind == FaultKind.DRIP) {
      drip(out, body, fault.get().how());
    } else {
      out.write(body);
    }
    return true;
  }

  private static void drip(OutputStream out, byte[] body, Options how) throws IOException {
    for (int at = 0; at < body.length; at += how.bytes()) {
      out.write(body, at, Math.min(how.bytes(), body.length - at));
      out.flush();
      try {
        Thread.sleep(how.interval().toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the sandbox was closed", e);
      }
    }
  }
}
