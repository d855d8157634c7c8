package io.shoken.translate.answer;

import io.shoken.quality.check.Answer;
import io.shoken.quality.check.Checks;
import io.shoken.quality.check.Result;
import io.shoken.translate.answer.Translation.Rejected;
import io.shoken.translate.answer.Translation.Translated;
import io.shoken.translate.request.CheckResult;
import io.shoken.translate.request.OutgoingText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether an answer is taken as a text's translation: fills its placeholders and checks it
 * against the text that was sent. Thread-safe.
 */
public final class AnswerJudge {

  private static final String PLACEHOLDERS = "placeholders";

  private final CheckSettings checks;

  public AnswerJudge(CheckSettings checks) {
    this.checks = checks;
  }

  /** How often a text may be retried because a check of its answer failed. */
  public int retries() {
    return checks.askAgain();
  }

  /** Whether another answer may be better: this one is rejected for its text, or doubtful. */
  public static boolean isFaulty(Translation judged) {
    return judged instanceof Rejected
        || (judged instanceof Translated translated && translated.doubtful());
  }

  /** The answer with its placeholders filled and the results of its checks, or its rejection. */
  public Translation judge(OutgoingText sent, Translated answer) {
    List<CheckResult> results = new ArrayList<>(sent.checks());
    List<String> faults = new ArrayList<>();
    boolean doubtful = false;
    Optional<String> restored = sent.masked().restore(answer.japanese());
    if (checks.enabled()) {
      for (Result result : Checks.standard().of(compared(sent, answer, restored))) {
        results.add(new CheckResult(result.check().key(), result.passed(), result.detail()));
        if (!result.passed() && checks.rejects(result.check())) {
          faults.add(result.check().key());
        }
        doubtful |= !result.passed() && checks.doubts(result.check());
      }
    }
    if (restored.isEmpty() || hasAny(answer.japanese(), sent.placeholders())) {
      results.add(
          new CheckResult(
              PLACEHOLDERS, false, "not each of the text's exactly once, or one of the context's"));
      faults.add(PLACEHOLDERS);
    }
    return faults.isEmpty()
        ? new Translated(
            restored.orElseThrow(), answer.finishReason(), answer.cost(), results, doubtful)
        : new Rejected(
            "checks: " + String.join(", ", faults),
            answer.finishReason(),
            answer.cost(),
            results,
            restored.orElse(answer.japanese()));
  }

  /** The checks see placeholders for identifiers, and known sentences in place of their marks. */
  private static Answer compared(OutgoingText sent, Translated answer, Optional<String> restored) {
    String english = sent.marked() == null ? sent.masked().text() : sent.marked().text();
    String japanese =
        sent.marked() == null ? answer.japanese() : restored.orElse(answer.japanese());
    return answer.finishReason() == null
        ? Answer.complete(english, japanese)
        : new Answer(english, japanese, answer.finishReason());
  }

  /** Brackets may have become full-width. */
  private static boolean hasAny(String answer, Set<String> placeholders) {
    String plain = answer.replace('\uFF3B', '[').replace('\uFF3D', ']');
    return placeholders.stream().anyMatch(plain::contains);
  }

  /** What a retry adds to the system message. */
  public static String advice(Translation faulty) {
    return "An earlier answer to this text was turned down. Translate it again without these"
        + " faults:\n"
        + faulty.checks().stream()
            .filter(check -> !check.passed())
            .map(check -> "- " + check.check() + ": " + check.detail())
            .collect(Collectors.joining("\n"));
  }
}
