package io.shoken.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.core.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;

/**
 * The server's own account of its chat calls: one JSON line for each call that is over, appended
 * and flushed before the next one. It holds hashes and no text. Thread-safe.
 */
final class CallLog implements AutoCloseable {

  private final Writer lines;
  private final Clock clock;

  private CallLog(Writer lines, Clock clock) {
    this.lines = lines;
    this.clock = clock;
  }

  /**
   * @param file appended to where it exists; none keeps no log
   * @throws UserException (usage) if it cannot be written
   */
  static CallLog open(Optional<String> file, Clock clock) {
    if (file.isEmpty()) {
      return new CallLog(Writer.nullWriter(), clock);
    }
    try {
      Writer lines =
          Files.newBufferedWriter(
              Path.of(file.get()),
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
      return new CallLog(lines, clock);
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.USAGE,
          "sandbox.log %s: cannot be written (%s); name a file in a folder that exists"
              .formatted(file.get(), e.getClass().getSimpleName()),
          e);
    }
  }

  /**
   * @param delivered whether the whole answer was handed to the client's connection
   */
  void add(Answered call, boolean delivered) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("time", clock.instant().toString())
        .put("source", call.source())
        .put("status", call.reply().status())
        .put("delivered", delivered)
        .put("fault", call.fault().map(rule -> rule.kind().key()).orElse(null));
    synchronized (lines) {
      try {
        lines.write(line + "\n");
        lines.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    synchronized (lines) {
      try {
        lines.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
