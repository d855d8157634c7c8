package io.shoken.app;

import io.shoken.console.Progress;
import io.shoken.core.Printable;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * What a person at the terminal sees beside the tables: one line for each event and a bar for long
 * work, or a line now and then where it is no terminal. All of it goes to the standard error, so
 * that the standard output holds results alone. Thread-safe.
 */
final class Terminal {
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final PrintStream err = System.err;

  /** The launcher knows whether the standard error is a terminal; the JVM does not. */
  private final boolean interactive = Boolean.getBoolean("shoken.terminal");

  private final Clock clock = Clock.systemUTC();
  private Piece piece = new Piece("", -1);
  private boolean explicit;

  /** Prints a line. */
  synchronized void say(String line) {
    piece.end();
    err.println(now() + " " + Printable.line(line));
  }

  /** The progress of a step. What the step tells itself comes before Spark's count of tasks. */
  Progress progress(String step) {
    return new Progress() {
      @Override
      public void start(String what, long total) {
        begin(step + ": " + what, total, true);
      }

      @Override
      public void advance(long units) {
        move(units, true);
      }

      @Override
      public void tell(String state) {
        stand(state);
      }

      @Override
      public void say(String line) {
        sayBeside(step + ": " + line);
      }

      @Override
      public void done() {
        endProgress();
      }
    };
  }

  /** Spark's tasks, shown while the step tells nothing itself. */
  void sparkJob(String what, long tasks) {
    begin(what, tasks, false);
  }

  void sparkTask() {
    move(1, false);
  }

  synchronized void endProgress() {
    piece.end();
    explicit = false;
  }

  private synchronized void begin(String what, long total, boolean byStep) {
    if (explicit && !byStep) {
      return;
    }
    piece.end();
    explicit = byStep;
    piece = new Piece(what, total);
  }

  private synchronized void stand(String state) {
    piece.state = Printable.line(state);
  }

  /** Prints a line above the bar of the piece of work that goes on. */
  private synchronized void sayBeside(String line) {
    String over = piece.bar == null ? "" : "\r";
    err.printf("%s%-100s%n", over, now() + " " + Printable.line(line));
  }

  private static LocalTime now() {
    return LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
  }

  private synchronized void move(long units, boolean byStep) {
    if (explicit == byStep) {
      piece.advance(units);
    }
  }

  /** One piece of work. Its bar appears only when it takes more than a moment. */
  private final class Piece {
    private final String what;
    private final long total;
    private final Instant startedAt = clock.instant();
    private Instant lastLine = startedAt;
    private long done;
    private String state = "";
    private ProgressBar bar;
    private boolean ended;

    Piece(String what, long total) {
      this.what = Printable.line(what);
      this.total = total;
    }

    void advance(long units) {
      done += units;
      Instant now = clock.instant();
      if (ended || what.isEmpty()) {
        return;
      }
      if (interactive) {
        if (bar == null && Duration.between(startedAt, now).toMillis() > 500) {
          bar = bar();
        }
        if (bar != null) {
          bar.setExtraMessage(state);
          bar.stepTo(done);
        }
      } else if (Duration.between(lastLine, now).compareTo(QUIET) > 0) {
        lastLine = now;
        double rate = done / Math.max(0.001, Duration.between(startedAt, now).toMillis() / 1e3);
        err.println(now() + " " + line(rate));
      }
    }

    private String line(double rate) {
      StringBuilder line = new StringBuilder(what);
      line.append(String.format(Locale.ROOT, ": %,d", done));
      line.append(total < 0 ? "" : String.format(Locale.ROOT, " of %,d", total));
      line.append(String.format(Locale.ROOT, ", %.1f/s", rate));
      if (total > done && rate > 0) {
        line.append(String.format(Locale.ROOT, ", %.0f s left", (total - done) / rate));
      }
      return line.append(state.isEmpty() ? "" : ", " + state).toString();
    }

    void end() {
      ended = true;
      if (bar != null) {
        bar.close();
        bar = null;
      }
    }

    private ProgressBar bar() {
      return new ProgressBarBuilder()
          .setTaskName(what)
          .setInitialMax(total)
          .setStyle(ProgressBarStyle.ASCII)
          .showSpeed()
          .build();
    }
  }
}
