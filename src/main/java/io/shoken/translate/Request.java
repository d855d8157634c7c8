package io.shoken.translate;

import io.shoken.llm.budget.Messages.Wish;
import io.shoken.llm.call.FailureKind;
import io.shoken.translate.answer.Examiner;
import io.shoken.translate.answer.Examiner.Outgoing;
import io.shoken.translate.answer.Translation.Rejected;
import io.shoken.translate.request.Conversation;
import io.shoken.translate.request.Recipe;
import io.shoken.translate.request.Source;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A text on its way, and how often it was sent. Its attempts follow one another. It goes out with
 * marks for the sentences that are known, and whole when that does not give a good answer.
 */
final class Request {
  /** "Too fast" says nothing about the text, so it is no attempt; but it must end some day. */
  private static final int MOST_TOO_FAST = 200;

  final Translator.Keeper keeper;
  volatile Outgoing outgoing;
  volatile Conversation conversation;
  private final Recipe recipe;
  private final Source source;
  private final Outgoing whole;
  final AtomicLong inputTokens = new AtomicLong();
  final AtomicLong outputTokens = new AtomicLong();
  private int askedAgain;
  final AtomicInteger sent = new AtomicInteger();
  final AtomicInteger tooFast = new AtomicInteger();

  Request(Recipe recipe, Source source, Outgoing whole, Translator.Keeper keeper) {
    this.recipe = recipe;
    this.source = source;
    this.whole = whole;
    this.keeper = keeper;
    send(source.reusing(whole));
  }

  private void send(Outgoing next) {
    outgoing = next;
    conversation = recipe.conversation(source, next);
  }

  /** Whether it went out with marks; then it goes out whole from now on. */
  boolean sendsWholeNext() {
    if (outgoing.reused() == null) {
      return false;
    }
    send(whole);
    return true;
  }

  /**
   * Whether it is asked for again because of the answer's faults, as a whole up to so many times.
   */
  boolean again(Rejected rejected, int most) {
    if (sendsWholeNext()) {
      return true;
    }
    if (askedAgain >= most) {
      return false;
    }
    askedAgain++;
    conversation = conversation.with(Examiner.advice(rejected));
    return true;
  }

  /** What the next call may use. */
  Wish wish() {
    return new Wish(conversation.promptTokens(), conversation.maxTokens());
  }

  /** Whether it is given up after that failure. */
  boolean isLast(FailureKind kind, int attempts) {
    int waited = kind == FailureKind.TOO_FAST ? tooFast.incrementAndGet() : tooFast.get();
    return sent.get() - waited >= attempts || waited >= MOST_TOO_FAST;
  }
}
