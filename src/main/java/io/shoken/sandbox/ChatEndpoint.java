package io.shoken.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.core.Hashes;
import io.shoken.sandbox.SandboxSettings.Dialect;
import io.shoken.text.ChatTokens;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** {@code POST /v1/chat/completions}: the Japanese of the last user message. Thread-safe. */
final class ChatEndpoint {

  /** System prompts are few and long; their counts are kept, up to this many. */
  private static final int REMEMBERED_COUNTS = 256;

  private final SentenceMemory memory;
  private final List<String> models;
  private final RateLimits limits;
  private final Faults faults;
  private final Dialect dialect;
  private final Clock clock;
  private final AtomicLong answers = new AtomicLong();
  private final Map<String, Integer> tokensOfPrompt = new ConcurrentHashMap<>();

  ChatEndpoint(
      SentenceMemory memory,
      List<String> models,
      RateLimits limits,
      Faults faults,
      Dialect dialect,
      Clock clock) {
    this.dialect = dialect;
    this.faults = faults;
    this.memory = memory;
    this.models = models;
    this.limits = limits;
    this.clock = clock;
  }

  Answered answer(byte[] body) {
    try {
      ChatRequest request = ChatRequest.parse(body);
      String source = Hashes.ofText(request.userText());
      Optional<FaultRule> fault = faults.ofCall(source);
      return new Answered(answer(request, fault), source, fault);
    } catch (RefusedException e) {
      return Answered.refused(e.reply());
    }
  }

  private Reply answer(ChatRequest request, Optional<FaultRule> fault) {
    if (fault.isPresent() && fault.get().kind().stage() == FaultKind.Stage.INSTEAD) {
      return OddAnswers.instead(fault.get(), clock);
    }
    try {
      if (!models.contains(request.model())) {
        return Reply.error(
            404, "invalid_request_error", "model_not_found", "the sandbox has no such model");
      }
      if (dialect == Dialect.REASONING) {
        ReasoningModel.check(request.body());
      }
      int promptTokens = promptTokens(request.contents());
      SentenceMemory.Reading reading = memory.read(request.userText());
      if (reading instanceof SentenceMemory.Known known) {
        return translated(request, known.japanese(), promptTokens, fault);
      }
      return unknown((SentenceMemory.Unknown) reading).withHeaders(limits.take(promptTokens));
    } catch (RefusedException e) {
      return e.reply();
    }
  }

  private Reply translated(
      ChatRequest request, String japanese, int promptTokens, Optional<FaultRule> fault)
      throws RefusedException {
    int tokens = ChatTokens.of(japanese);
    int reasoning =
        dialect == Dialect.REASONING
            ? Math.min(request.maxTokens(), ReasoningModel.reasoningTokens(request.body(), tokens))
            : 0;
    int room = request.maxTokens() - reasoning;
    boolean cut = tokens > room;
    String text = cut ? ChatTokens.cut(japanese, room) : japanese;
    int completionTokens = Math.min(tokens, room) + reasoning;
    Map<String, String> headers = limits.take(promptTokens + completionTokens);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("id", "chatcmpl-sandbox-" + answers.incrementAndGet())
        .put("object", "chat.completion")
        .put("created", clock.instant().getEpochSecond())
        .put("model", request.model());
    ObjectNode choice = root.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", cut ? "length" : "stop").putNull("logprobs");
    choice.putObject("message").put("role", "assistant").put("content", text).putNull("refusal");
    ObjectNode usage = root.putObject("usage");
    usage.putObject("completion_tokens_details").put("reasoning_tokens", reasoning);
    usage
        .put("prompt_tokens", promptTokens)
        .put("completion_tokens", completionTokens)
        .put("total_tokens", promptTokens + completionTokens);
    return fault
        .filter(rule -> rule.kind().stage() == FaultKind.Stage.ANSWER)
        .map(rule -> OddAnswers.spoiled(rule, request, root))
        .orElseGet(() -> Reply.json(200, root))
        .withHeaders(headers);
  }

  private static Reply unknown(SentenceMemory.Unknown unknown) {
    return Reply.badRequest(
        "unknown_sentence",
        "the sandbox knows no sentence for the text from character %d of %d on"
            .formatted(unknown.position(), unknown.length()));
  }

  /** The tokens of a request's messages; 0 for a body that is no request. */
  int promptTokens(byte[] body) {
    try {
      return promptTokens(ChatRequest.parse(body).contents());
    } catch (RefusedException e) {
      return 0; // It is refused when it is carried out.
    }
  }

  private int promptTokens(List<String> contents) {
    int[] counts = new int[contents.size()];
    for (int i = 0; i < counts.length; i++) {
      boolean last = i == counts.length - 1;
      counts[i] = last ? ChatTokens.of(contents.get(i)) : remembered(contents.get(i));
    }
    return ChatTokens.ofPrompt(counts);
  }

  private int remembered(String prompt) {
    Integer known = tokensOfPrompt.get(prompt);
    if (known != null) {
      return known;
    }
    int count = ChatTokens.of(prompt);
    if (tokensOfPrompt.size() < REMEMBERED_COUNTS) {
      tokensOfPrompt.put(prompt, count);
    }
    return count;
  }
}
