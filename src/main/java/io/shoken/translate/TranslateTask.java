package io.shoken.translate;

import io.shoken.translate.TranslateSettings.Price;
import io.shoken.translate.TranslateSettings.Retries;
import io.shoken.translate.TranslateSettings.Timeouts;
import java.time.Clock;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * What Spark ships to executors: translates one partition of texts, many at a time, and hands on
 * each row as it is ready. Never part of a plan that is evaluated twice: every evaluation pays.
 *
 * @param job the id under which the driver holds the budget
 * @param inFlight the job's limit of calls in flight: one task may use it all when others are idle
 */
record TranslateTask(
    String job, Recipe recipe, Timeouts timeouts, Retries retries, Price price, int inFlight)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> sources) {
    Translator translator = Translators.use(this);
    TaskCompletionListener release = unused -> Translators.release(this);
    TaskContext.get().addTaskCompletionListener(release);
    TranslationRows rows = new TranslationRows(recipe, price, Clock.systemUTC());
    return new Window(sources, translator, rows, inFlight);
  }
}
