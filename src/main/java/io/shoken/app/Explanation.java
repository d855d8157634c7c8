package io.shoken.app;

import io.shoken.core.Printable;
import io.shoken.core.UserException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.SparkThrowable;

/**
 * What is said about an exception that ends a command, and the exit code. Only messages of our own
 * {@link UserException} are shown: another one's may hold a report, an answer or a key, so of that
 * only its class and where it was thrown are.
 */
final class Explanation {
  static final int BUG = 70;

  private static final int DEEPEST = 20;
  private static final int FRAMES = 12;

  private final int exitCode;
  private final String text;

  private Explanation(int exitCode, String text) {
    this.exitCode = exitCode;
    this.text = text;
  }

  static Explanation of(Throwable thrown) {
    List<Throwable> causes =
        Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(DEEPEST).toList();
    return first(causes, UserException.class)
        .map(e -> new Explanation(e.kind().exitCode(), Printable.line(e.getMessage())))
        .or(() -> ofMachine(causes))
        .or(() -> ofDamage(causes))
        .orElseGet(() -> new Explanation(BUG, bug(causes)));
  }

  /** Prints it and returns the exit code. */
  int print(PrintWriter err) {
    err.println("shoken: " + text);
    err.flush();
    return exitCode;
  }

  private static <T extends Throwable> Optional<T> first(List<Throwable> causes, Class<T> type) {
    return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** What is wrong with the machine rather than with us. */
  private static Optional<Explanation> ofMachine(List<Throwable> causes) {
    if (says(causes, "No space left on device") || says(causes, "Disk quota exceeded")) {
      return unavailable(
          "a disk is full: the warehouse's, or the temporary folder's (spark.local.dir,"
              + " java.io.tmpdir); what was paid is kept, make room and run again");
    }
    if (first(causes, FSError.class).isPresent()) {
      return unavailable(
          "a file system failed while it was written; what was paid is kept, look at its disk and"
              + " run again");
    }
    if (first(causes, OutOfMemoryError.class).isPresent()) {
      return unavailable(
          "the memory is not enough; give it more, such as SHOKEN_HEAP=6g, and run again");
    }
    if (first(causes, UnsatisfiedLinkError.class).isPresent()) {
      return unavailable(
          "a native library cannot be loaded from the temporary folder %s; if that folder is"
                  .formatted(System.getProperty("java.io.tmpdir"))
              + " mounted noexec or full, name another:"
              + " SHOKEN_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER");
    }
    return Optional.empty();
  }

  private static Optional<Explanation> unavailable(String text) {
    return Optional.of(new Explanation(UserException.Kind.UNAVAILABLE.exitCode(), text));
  }

  /** A Parquet file whose footer was sound and whose pages are not. */
  private static Optional<Explanation> ofDamage(List<Throwable> causes) {
    return causes.stream()
        .filter(SparkThrowable.class::isInstance)
        .map(SparkThrowable.class::cast)
        .filter(e -> e.getCondition() != null && e.getCondition().startsWith("FAILED_READ_FILE"))
        .map(e -> e.getMessageParameters().getOrDefault("path", "a file of the warehouse"))
        .findFirst()
        .map(
            path ->
                new Explanation(
                    UserException.Kind.INPUT.exitCode(),
                    Printable.line(path)
                        + " is damaged; restore it from a copy, or move the manifest of its run"
                        + " away: the run then counts as not done"));
  }

  /** Whether the operating system's words for it stand in a message; nothing of it is shown. */
  private static boolean says(List<Throwable> causes, String words) {
    return causes.stream().anyMatch(e -> e.getMessage() != null && e.getMessage().contains(words));
  }

  private static String bug(List<Throwable> causes) {
    StringBuilder text = new StringBuilder("a bug; please report it with the lines below");
    for (Throwable cause : causes) {
      text.append(System.lineSeparator()).append(cause.getClass().getName());
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < frames.length; i++) {
        if (i < FRAMES || frames[i].getClassName().startsWith("io.shoken.")) {
          text.append(System.lineSeparator()).append("\tat ").append(frames[i]);
        }
      }
    }
    return Printable.lines(text.toString());
  }
}
