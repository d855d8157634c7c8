package io.shoken.translate;

import io.shoken.sandbox.ChatTokens;
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
  volatile Wish wish;
  volatile String advice = "";
  final AtomicLong inputTokens = new AtomicLong();
  final AtomicLong outputTokens = new AtomicLong();
  private int askedAgain;
  final AtomicInteger sent = new AtomicInteger();
  final AtomicInteger tooFast = new AtomicInteger();

  Request(Outgoing outgoing, Wish wish, Translator.Keeper keeper) {
    this.outgoing = outgoing;
    this.wish = wish;
    this.keeper = keeper;
  }

  /** Whether it is asked for again because of the answer's faults, up to so many times. */
  boolean again(Rejected rejected, int most) {
    if (askedAgain >= most) {
      return false;
    }
    askedAgain++;
    advice = Examiner.advice(rejected);
    wish = new Wish(wish.promptTokens() + ChatTokens.of(advice), wish.maxTokens());
    return true;
  }

  /** Whether it is given up after that failure. */
  boolean isLast(FailureKind kind, int attempts) {
    int waited = kind == FailureKind.TOO_FAST ? tooFast.incrementAndGet() : tooFast.get();
    return sent.get() - waited >= attempts || waited >= MOST_TOO_FAST;
  }
}
