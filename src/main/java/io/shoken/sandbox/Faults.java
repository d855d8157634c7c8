package io.shoken.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The script of faults: which call is struck by what. The first rule that fits holds. */
final class Faults {

  static final Faults NONE = new Faults(List.of());

  /** Texts beyond these are not counted: each of their calls is taken for the first. */
  private static final int MOST_TEXTS = 1_000_000;

  private final List<FaultRule> ofCalls;
  private final List<FaultRule> ofLines;
  private final boolean countsTexts;
  private final AtomicLong calls = new AtomicLong();
  private final Map<String, Integer> callsOfText = new ConcurrentHashMap<>();

  Faults(List<FaultRule> rules) {
    this.ofLines =
        rules.stream().filter(rule -> rule.kind().stage() == FaultKind.Stage.LINE).toList();
    this.ofCalls =
        rules.stream().filter(rule -> rule.kind().stage() != FaultKind.Stage.LINE).toList();
    this.countsTexts = ofCalls.stream().anyMatch(rule -> rule.when().needsTexts());
  }

  /** Counts a chat call and returns its fault. Thread-safe. */
  Optional<FaultRule> ofCall(String source) {
    if (ofCalls.isEmpty()) {
      return Optional.empty();
    }
    long call = calls.incrementAndGet();
    int callOfText = countsTexts ? countOf(source) : 1;
    return first(ofCalls, call, source, callOfText);
  }

  /** The fault of a line of a batch's result, the first line being 1. */
  Optional<FaultRule> ofLine(long line, String source) {
    return first(ofLines, line, source, 1);
  }

  private int countOf(String source) {
    boolean counted = callsOfText.size() < MOST_TEXTS || callsOfText.containsKey(source);
    return counted ? callsOfText.merge(source, 1, Integer::sum) : 1;
  }

  private static Optional<FaultRule> first(
      List<FaultRule> rules, long call, String source, int callOfText) {
    return rules.stream().filter(r -> r.when().strikes(call, source, callOfText)).findFirst();
  }
}
