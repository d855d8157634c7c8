package io.shoken.translate;

import io.shoken.llm.Price;
import io.shoken.llm.call.ChatClient.Patience;
import io.shoken.llm.journal.Journal;
import io.shoken.llm.journal.JournalFolder;
import io.shoken.translate.TranslateSettings.Retries;
import io.shoken.translate.answer.CheckSettings;
import io.shoken.translate.answer.PrivacySettings;
import io.shoken.translate.answer.TranslationRows;
import io.shoken.translate.request.Recipe;
import java.io.IOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;

/**
 * What Spark ships to executors: translates one partition of texts, many at a time, and keeps the
 * row of each in the task's journal. An attempt that follows a dead one goes on where that ended.
 *
 * @param price null where it is not known
 * @param inFlight the job's limit of calls in flight: one task may use it all when others are idle
 */
record TranslateTask(
    JournalFolder journals,
    Recipe recipe,
    Patience timeouts,
    Retries retries,
    Price price,
    int inFlight,
    CheckSettings checks,
    PrivacySettings privacy)
    implements ForeachPartitionFunction<Row> {

  /** The id under which the driver holds the budget. */
  String job() {
    return journals.job();
  }

  @Override
  public void call(Iterator<Row> sources) throws IOException {
    TaskContext task = TaskContext.get();
    TranslationRows rows =
        new TranslationRows(recipe, Optional.ofNullable(price), Clock.systemUTC());
    Set<String> known = journals.keysOfOtherAttempts(task);
    try (var translator = Translators.take(this);
        Journal journal = journals.open(task)) {
      new Window(sources, known, translator.value(), rows, journal, inFlight).run();
    }
  }
}
