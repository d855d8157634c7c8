package io.shoken.translate;

import io.shoken.core.UserException;
import io.shoken.llm.budget.Messages.Heard;
import io.shoken.llm.budget.Messages.Service;
import io.shoken.llm.call.CallFailure;
import io.shoken.llm.call.ChatClient;
import io.shoken.llm.call.ChatClient.Answer;
import io.shoken.llm.call.ChatClient.Patience;
import io.shoken.llm.call.Endpoint;
import io.shoken.translate.request.Conversation;
import io.shoken.translate.request.Recipe;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** One call with a sentence that is nobody's. */
final class Probe {

  private static final String SENTENCE = "No pleural effusion is seen.";
  private static final int MAX_TOKENS = 64;

  private Probe() {}

  static String call(TranslateSettings settings, Map<String, String> environment) {
    Recipe recipe = Recipe.of(settings);
    Patience patience = new Patience(settings.timeouts().connect(), settings.timeouts().request());
    long start = System.nanoTime();
    Service service = Endpoint.ofUser(settings, environment);
    try (ChatClient client =
        new ChatClient(service.baseUrl(), service.key(), patience, 1, Clock.systemUTC())) {
      Conversation conversation = recipe.conversation(SENTENCE, null);
      Answer answer = client.ask(conversation, MAX_TOKENS);
      return "%s answers in %d ms (%d tokens in, %d counted here, %d out)%s"
          .formatted(
              settings.model(),
              Duration.ofNanos(System.nanoTime() - start).toMillis(),
              answer.inputTokens(),
              conversation.promptTokens(),
              answer.outputTokens(),
              limits(answer.heard()));
    } catch (CallFailure failure) {
      throw new UserException(
          failure.kind().userKind(),
          "%s at %s: %s; see docs/failures.md"
              .formatted(settings.model(), settings.baseUrl(), failure.reason()));
    }
  }

  private static String limits(Heard heard) {
    return heard.limitRequests() < 0 && heard.limitTokens() < 0
        ? ", names no limits"
        : ", limits %d requests and %d tokens"
            .formatted(heard.limitRequests(), heard.limitTokens());
  }
}
