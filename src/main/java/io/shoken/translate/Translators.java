package io.shoken.translate;

import io.shoken.core.Shared;
import io.shoken.llm.budget.BudgetClient;
import io.shoken.llm.budget.BudgetPlugin;
import io.shoken.llm.budget.Messages.Hello;
import io.shoken.llm.budget.Messages.Service;
import io.shoken.llm.call.ChatClient;
import io.shoken.translate.answer.Examiner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** The translators of this executor, one a job: made by the first task, closed by the last. */
final class Translators {

  private static final Shared<String, Translator> OPEN =
      new Shared<>(Shared.Idle.CLOSE, Translator::close);

  private Translators() {}

  /** A lease of the job's translator on this executor. */
  static Shared<String, Translator>.Lease take(TranslateTask task) {
    return OPEN.take(task.job(), job -> connect(task));
  }

  private static Translator connect(TranslateTask task) {
    try {
      Service service = (Service) BudgetPlugin.ask(new Hello(task.job()));
      ChatClient client =
          new ChatClient(
              service.baseUrl(),
              service.key(),
              task.timeouts(),
              task.inFlight(),
              Clock.systemUTC());
      BudgetClient budget = new BudgetClient(task.job(), BudgetPlugin::ask);
      return new Translator(
          task.recipe(),
          task.retries(),
          client,
          budget,
          new Examiner(task.checks(), task.privacy()),
          () -> ThreadLocalRandom.current().nextDouble());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
