package io.shoken.translate;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;

/**
 * The rows of one task, in the order in which answers come: a text that is retried for minutes does
 * not hold up the ones behind it. At most {@code size} texts are under way.
 */
final class Window implements Iterator<Row> {

  private record Done(Source source, Optional<Translation> translation, Throwable bug) {}

  private final Iterator<Row> sources;
  private final Translator translator;
  private final TranslationRows rows;
  private final int size;
  private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
  private int underWay;
  private Row next;

  Window(Iterator<Row> sources, Translator translator, TranslationRows rows, int size) {
    this.sources = sources;
    this.translator = translator;
    this.rows = rows;
    this.size = size;
  }

  @Override
  public boolean hasNext() {
    while (next == null && fill()) {
      Done first = await();
      if (first == null) {
        return false;
      }
      underWay--;
      if (first.bug != null) {
        throw new IllegalStateException("a call ended in an unforeseen way", first.bug);
      }
      next = first.translation.map(t -> rows.of(first.source, t)).orElse(null);
    }
    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    return row;
  }

  /** Sends texts until the window is full; whether any is under way. */
  private boolean fill() {
    while (underWay < size && !translator.isStopped() && sources.hasNext()) {
      Source source = Source.of(sources.next());
      underWay++;
      var unused =
          translator
              .translate(source.text())
              .whenComplete((translation, bug) -> done.add(new Done(source, translation, bug)));
    }
    return underWay > 0;
  }

  /** The next text that is done with; null if the job stopped and no more will come. */
  private Done await() {
    try {
      Done first = done.poll(200, TimeUnit.MILLISECONDS);
      while (first == null) {
        boolean last = translator.isIdleForGood();
        first = done.poll(200, TimeUnit.MILLISECONDS);
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
