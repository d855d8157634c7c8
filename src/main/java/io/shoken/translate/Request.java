package io.shoken.translate;

import io.shoken.translate.Examiner.Outgoing;
import io.shoken.translate.Messages.Wish;
import io.shoken.translate.Translation.Rejected;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A text on its way, and how often it was sent. Its attempts follow one another. */
final class Request {
  /** "Too fast" says nothing about the text, so it is no attempt; but it must end some day. */
  private static final int MOST_TOO_FAST = 200;

  final Outgoing outgoing;
  final Translator.Keeper keeper;
  volatile Conversation conversation;
  final AtomicLong inputTokens = new AtomicLong();
  final AtomicLong outputTokens = new AtomicLong();
  private int askedAgain;
  final AtomicInteger sent = new AtomicInteger();
  final AtomicInteger tooFast = new AtomicInteger();

  Request(Outgoing outgoing, Conversation conversation, Translator.Keeper keeper) {
    this.outgoing = outgoing;
    this.conversation = conversation;
    this.keeper = keeper;
  }

  /** Whether it is asked for again because of the answer's faults, up to so many times. */
  boolean again(Rejected rejected, int most) {
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
