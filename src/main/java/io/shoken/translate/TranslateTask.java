package io.shoken.translate;

import io.shoken.core.Shared;
import io.shoken.llm.LlmSettings.CallTimeouts;
import io.shoken.llm.LlmSettings.Retries;
import io.shoken.llm.Price;
import io.shoken.llm.Service;
import io.shoken.llm.budget.BudgetClient;
import io.shoken.llm.budget.BudgetPlugin;
import io.shoken.llm.budget.Messages.Connect;
import io.shoken.llm.call.ChatClient;
import io.shoken.llm.journal.Journal;
import io.shoken.llm.journal.JournalFolder;
import io.shoken.translate.answer.AnswerJudge;
import io.shoken.translate.answer.CheckSettings;
import io.shoken.translate.answer.TranslationRows;
import io.shoken.translate.request.PrivacyFilter;
import io.shoken.translate.request.PrivacySettings;
import io.shoken.translate.request.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;

/**
 * Translates one partition of texts on an executor, and keeps the row of each in the task's
 * journal. An attempt that follows a dead one resumes where that ended.
 *
 * @param price null where it is not known
 * @param inFlight the job's limit of calls in flight: one task may use it all when others are idle
 */
record TranslateTask(
    JournalFolder journals,
    Recipe recipe,
    CallTimeouts timeouts,
    Retries retries,
    Price price,
    int inFlight,
    CheckSettings checks,
    PrivacySettings privacy)
    implements ForeachPartitionFunction<Row> {

  /** One translator a job for all tasks of this executor. */
  private static final Shared<String, Translator> TRANSLATORS =
      new Shared<>(Shared.Idle.CLOSE, Translator::close);

  @Override
  public void call(Iterator<Row> sources) throws IOException {
    TaskContext task = TaskContext.get();
    TranslationRows rows =
        new TranslationRows(recipe, Optional.ofNullable(price), Clock.systemUTC());
    Set<String> known = journals.keysOfOtherAttempts(task);
    try (Shared<String, Translator>.Lease lease =
            TRANSLATORS.take(journals.job(), this::translator);
        Journal journal = journals.open(task)) {
      new TaskWindow(sources, known, lease.value(), rows, journal, inFlight).run();
    }
  }

  /** Connects to the job on the driver, which tells where to call. */
  private Translator translator(String job) {
    try {
      Service service = (Service) BudgetPlugin.ask(new Connect(job));
      return new Translator(
          recipe,
          retries,
          new ChatClient(service, timeouts, inFlight, Clock.systemUTC()),
          new BudgetClient(job, BudgetPlugin::ask),
          new PrivacyFilter(privacy),
          new AnswerJudge(checks),
          () -> ThreadLocalRandom.current().nextDouble());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
