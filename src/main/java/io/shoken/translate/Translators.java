package io.shoken.translate;

import io.shoken.llm.budget.BudgetClient;
import io.shoken.llm.budget.BudgetPlugin;
import io.shoken.llm.budget.Messages.Hello;
import io.shoken.llm.budget.Messages.Service;
import io.shoken.llm.call.ChatClient;
import io.shoken.translate.answer.Examiner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The translators of this executor, one a job: made by the first task, closed by the last. */
final class Translators {

  private static final Map<String, Shared> OPEN = new HashMap<>();

  private static final class Shared {
    final Translator translator;
    int users;

    Shared(Translator translator) {
      this.translator = translator;
    }
  }

  private Translators() {}

  /** The job's translator on this executor; each caller {@link #release}s it once. */
  static synchronized Translator use(TranslateTask task) {
    Shared shared = OPEN.computeIfAbsent(task.job(), job -> new Shared(connect(task)));
    shared.users++;
    return shared.translator;
  }

  static synchronized void release(TranslateTask task) {
    Shared shared = OPEN.get(task.job());
    if (--shared.users == 0) {
      OPEN.remove(task.job());
      shared.translator.close();
    }
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
