package io.shoken.translate;

import io.shoken.core.UserException;
import io.shoken.llm.EndpointSettings;
import io.shoken.llm.LlmSettings;
import io.shoken.llm.Service;
import io.shoken.llm.ServiceLimits;
import io.shoken.llm.call.CallFailure;
import io.shoken.llm.call.ChatAnswer;
import io.shoken.llm.call.ChatClient;
import io.shoken.llm.call.ChatRequest;
import io.shoken.llm.call.ChatRequest.Parameters;
import io.shoken.llm.call.Endpoint;
import io.shoken.translate.request.Recipe;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Makes one call with a made-up sentence, for the command {@code doctor --call}. */
final class Probe {

  private static final String SENTENCE = "No pleural effusion is seen.";
  private static final int MAX_TOKENS = 64;

  private Probe() {}

  static String call(LlmSettings settings, Recipe recipe, Map<String, String> environment) {
    EndpointSettings endpoint = settings.endpoint();
    long start = System.nanoTime();
    Service service = Endpoint.ofUser(Translate.COMMAND, endpoint, environment);
    try (ChatClient client =
        new ChatClient(service, settings.timeouts().ofCall(), 1, Clock.systemUTC())) {
      ChatRequest request = recipe.conversation(SENTENCE, null).request();
      ChatAnswer answer = client.ask(shortened(request));
      return "%s answers in %d ms (%d tokens in, %d counted here, %d out)%s"
          .formatted(
              endpoint.model(),
              Duration.ofNanos(System.nanoTime() - start).toMillis(),
              answer.inputTokens(),
              request.promptTokens(),
              answer.outputTokens(),
              limits(answer.limits()));
    } catch (CallFailure failure) {
      throw new UserException(
          failure.kind().userKind(),
          "%s at %s: %s%s; see docs/failures.md"
              .formatted(
                  endpoint.model(),
                  endpoint.baseUrl(),
                  failure.reason(),
                  failure.kind().remedy(Translate.COMMAND)));
    }
  }

  private static ChatRequest shortened(ChatRequest request) {
    Parameters given = request.parameters();
    return new ChatRequest(
        request.model(),
        request.messages(),
        new Parameters(given.sent(), given.seed(), MAX_TOKENS + given.sent().reasoningTokens()),
        request.promptTokens());
  }

  private static String limits(ServiceLimits limits) {
    return limits.limitRequests() < 0 && limits.limitTokens() < 0
        ? ", names no limits"
        : ", limits %d requests and %d tokens"
            .formatted(limits.limitRequests(), limits.limitTokens());
  }
}
