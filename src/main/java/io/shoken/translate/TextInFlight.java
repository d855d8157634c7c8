package io.shoken.translate;

import io.shoken.llm.budget.Messages.CallEstimate;
import io.shoken.llm.call.FailureKind;
import io.shoken.llm.call.TokenUsage;
import io.shoken.translate.answer.AnswerJudge;
import io.shoken.translate.answer.Translation;
import io.shoken.translate.answer.Translation.Translated;
import io.shoken.translate.request.Conversation;
import io.shoken.translate.request.OutgoingText;
import io.shoken.translate.request.Recipe;
import io.shoken.translate.request.Source;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The state of one text between its first call and its outcome: what the next call says, what the
 * calls so far have used. It is sent with marks for its known sentences first, and whole from the
 * moment that this gave no good answer. Its attempts follow one another, on changing threads.
 */
final class TextInFlight {
  /** HTTP 429 does not count as an attempt, because it says nothing of the text; this ends it. */
  private static final int MOST_TOO_FAST = 200;

  final Translator.Keeper keeper;
  volatile OutgoingText outgoing;
  volatile Conversation conversation;
  private final Recipe recipe;
  private final Source source;
  private final OutgoingText whole;
  final AtomicReference<TokenUsage> used = new AtomicReference<>(TokenUsage.NONE);
  private int retriedForFaults;
  private volatile Translated doubtful;
  final AtomicInteger sent = new AtomicInteger();
  final AtomicInteger tooFast = new AtomicInteger();

  TextInFlight(Recipe recipe, Source source, OutgoingText whole, Translator.Keeper keeper) {
    this.recipe = recipe;
    this.source = source;
    this.whole = whole;
    this.keeper = keeper;
    send(source.reusing(whole));
  }

  private void send(OutgoingText next) {
    outgoing = next;
    conversation = recipe.conversation(source, next);
  }

  /** Switches to the whole text; false if it was sent whole already. */
  boolean sendsWholeNext() {
    if (outgoing.marked() == null) {
      return false;
    }
    send(whole);
    return true;
  }

  /**
   * Prepares a retry because of the answer's faults; false if there is to be none.
   *
   * @param most retries of the whole text for this reason
   */
  boolean retriesFor(Translation faulty, int most) {
    if (sendsWholeNext()) {
      return true;
    }
    if (retriedForFaults >= most) {
      return false;
    }
    retriedForFaults++;
    conversation = conversation.with(AnswerJudge.advice(faulty));
    return true;
  }

  /** Remembers a doubtful answer, which stands unless a later call gives a better one. */
  void remember(Translation judged) {
    if (judged instanceof Translated translated) {
      doubtful = better(translated);
    }
  }

  /** The doubtful answer so far; empty if there is none. */
  Optional<Translated> doubtful() {
    return Optional.ofNullable(doubtful);
  }

  /** The outcome if the last call's is this one: the better of the answers, at the cost of all. */
  Translation best(Translation last) {
    if (last instanceof Translated translated) {
      return better(translated).at(last.cost());
    }
    return doubtful == null ? last : doubtful.at(last.cost());
  }

  /** The one with fewer failed checks, and of two alike the earlier. */
  private Translated better(Translated later) {
    return doubtful == null || !later.doubtful() || failed(later) < failed(doubtful)
        ? later
        : doubtful;
  }

  private static long failed(Translated translated) {
    return translated.checks().stream().filter(check -> !check.passed()).count();
  }

  /** The tokens that the next call may use. */
  CallEstimate estimate() {
    return new CallEstimate(conversation.promptTokens(), conversation.maxTokens());
  }

  /** Whether it is given up after that failure. */
  boolean isLast(FailureKind kind, int attempts) {
    boolean waits = kind == FailureKind.TOO_FAST || kind == FailureKind.ALLOWANCE;
    int waited = waits ? tooFast.incrementAndGet() : tooFast.get();
    return sent.get() - waited >= attempts || waited >= MOST_TOO_FAST;
  }
}
