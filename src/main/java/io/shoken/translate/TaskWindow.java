package io.shoken.translate;

import io.shoken.llm.journal.Journal;
import io.shoken.translate.answer.TranslationRows;
import io.shoken.translate.request.Source;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;

/**
 * Sends the texts of one task, at most {@code size} of them in flight, so that one that is retried
 * for minutes does not hold up those behind it. The outcome of each is in the journal when {@link
 * #run} returns.
 */
final class TaskWindow {

  /** A text that is done with; {@code bug} is null unless an unforeseen exception ended it. */
  private record Done(Throwable bug) {}

  private static final long TICK_MILLIS = 200;

  private final Iterator<Row> sources;
  private final Set<String> known;
  private final Translator translator;
  private final TranslationRows rows;
  private final Journal journal;
  private final int size;
  private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
  private int inFlight;

  /**
   * @param known keys to skip: an earlier attempt of the task has their rows
   */
  TaskWindow(
      Iterator<Row> sources,
      Set<String> known,
      Translator translator,
      TranslationRows rows,
      Journal journal,
      int size) {
    this.sources = sources;
    this.known = known;
    this.translator = translator;
    this.rows = rows;
    this.journal = journal;
    this.size = size;
  }

  /**
   * Returns when every text is done with, or the job has stopped and no call is in flight.
   *
   * @throws IOException if the journal cannot be written
   */
  void run() throws IOException {
    while (fill()) {
      Done first = await();
      if (first == null) {
        return;
      }
      inFlight--;
      if (first.bug != null) {
        throw new IllegalStateException("a call ended in an unforeseen way", first.bug);
      }
    }
  }

  /** Sends texts until the window is full; whether any is in flight. */
  private boolean fill() {
    while (inFlight < size && !translator.isStopped() && sources.hasNext()) {
      Source source = Source.of(sources.next());
      if (!known.contains(source.translationKey())) {
        inFlight++;
        send(source);
      }
    }
    return inFlight > 0;
  }

  private void send(Source source) {
    var unused =
        translator
            .translate(source, translation -> journal.put(rows.of(source, translation)))
            .whenComplete((kept, bug) -> done.add(new Done(bug)));
  }

  /** The next text that is done with; null if the job stopped and no more will come. */
  private Done await() throws IOException {
    try {
      Done first = done.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
      while (first == null) {
        journal.tick();
        boolean last = translator.isIdleForGood();
        first = done.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null && last) {
          return null;
        }
      }
      return first;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the task was interrupted", e);
    }
  }
}
