package io.shoken.translate.answer;

import io.shoken.quality.check.Answer;
import io.shoken.quality.check.Checks;
import io.shoken.quality.check.Result;
import io.shoken.quality.privacy.Guard;
import io.shoken.quality.privacy.Kind;
import io.shoken.quality.privacy.Masked;
import io.shoken.quality.privacy.Match;
import io.shoken.translate.answer.PrivacySettings.Action;
import io.shoken.translate.answer.Translation.Cost;
import io.shoken.translate.answer.Translation.Noted;
import io.shoken.translate.answer.Translation.Rejected;
import io.shoken.translate.answer.Translation.Translated;
import io.shoken.translate.request.Context;
import io.shoken.translate.request.Reused;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at what goes out and at what comes back: identifiers in a text, faults in an answer.
 * Thread-safe.
 */
public final class Examiner {

  private static final String PRIVACY = "privacy-";
  private static final String PLACEHOLDERS = "placeholders";

  /** Notes how many sentences of an answer are those of other texts. */
  public static final String SENTENCE_REUSE = "sentence-reuse";

  private final CheckSettings checks;
  private final PrivacySettings privacy;

  public Examiner(CheckSettings checks, PrivacySettings privacy) {
    this.checks = checks;
    this.privacy = privacy;
  }

  /**
   * A text as it may be sent.
   *
   * @param masked what goes out
   * @param context what goes out with it, null for none
   * @param placeholders those of the context, which no answer may have
   * @param refused the kinds for which it must not go out at all
   * @param notes for the row
   * @param reused what {@code masked} is of, if it has marks for known sentences; else null
   */
  public record Outgoing(
      Masked masked,
      Context context,
      Set<String> placeholders,
      Set<Kind> refused,
      List<Noted> notes,
      Reused reused) {

    /** A text in which nobody looks for identifiers. */
    public static Outgoing unguarded(String text, Context context) {
      return new Outgoing(new Masked(text, Map.of()), context, Set.of(), Set.of(), List.of(), null);
    }

    /** The same with marks. */
    public Outgoing with(Reused marked) {
      List<Noted> all = new ArrayList<>(notes);
      all.add(new Noted(SENTENCE_REUSE, true, Integer.toString(marked.sentences())));
      return new Outgoing(marked.masked(), context, placeholders, refused, all, marked);
    }

    /** What stands for an answer where only marks are left of the text. */
    public Optional<Translated> answerWithoutCall() {
      return reused != null && reused.isComplete()
          ? Optional.of(new Translated(masked.text(), null, new Cost(0, 0, 0, 0)))
          : Optional.empty();
    }

    /** Whether the text may go out as it is. */
    public boolean isUnchanged() {
      return refused.isEmpty() && masked.originals().isEmpty() && placeholders.isEmpty();
    }

    /** The rejection of a text that is sent to nobody. */
    public Optional<Rejected> rejection() {
      return refused.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Rejected(
                  "privacy: " + refused.stream().map(Kind::key).collect(Collectors.joining(", ")),
                  null,
                  new Cost(0, 0, 0, 0),
                  notes));
    }
  }

  /**
   * Looks for identifiers in what would be sent.
   *
   * @param context null for none; what is found in it counts as if it were in the text
   */
  public Outgoing outgoing(String text, Context context) {
    if (privacy.equals(PrivacySettings.off())) {
      return Outgoing.unguarded(text, context);
    }
    Map<Kind, Integer> inText = found(text);
    Map<Kind, Integer> inContext = context == null ? Map.of() : found(context.text());
    Set<Kind> all = EnumSet.noneOf(Kind.class);
    all.addAll(inText.keySet());
    all.addAll(inContext.keySet());
    Set<Kind> hidden = with(all, Action.MASK);
    Masked masked = Guard.standard().mask(text, hidden);
    Context sent = null;
    Set<String> placeholders = Set.of();
    if (context != null) {
      Masked beside = Guard.standard().mask(context.text(), hidden, text + masked.text());
      sent = new Context(context.section(), beside.text());
      placeholders = beside.originals().keySet();
    }
    return new Outgoing(
        masked, sent, placeholders, with(all, Action.REFUSE), notes(all, inText, inContext), null);
  }

  private List<Noted> notes(
      Set<Kind> all, Map<Kind, Integer> inText, Map<Kind, Integer> inContext) {
    List<Noted> notes = new ArrayList<>();
    for (Kind kind : all) {
      Integer beside = inContext.get(kind);
      String detail =
          inText.getOrDefault(kind, 0) + (beside == null ? "" : ", in the context " + beside);
      notes.add(new Noted(PRIVACY + kind.key(), privacy.of(kind) != Action.REFUSE, detail));
    }
    return notes;
  }

  private static Map<Kind, Integer> found(String text) {
    Map<Kind, Integer> found = new EnumMap<>(Kind.class);
    for (Match match : Guard.standard().find(text)) {
      found.merge(match.kind(), 1, Integer::sum);
    }
    return found;
  }

  private Set<Kind> with(Set<Kind> found, Action action) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    found.stream().filter(kind -> privacy.of(kind) == action).forEach(kinds::add);
    return kinds;
  }

  /** How often a text may be asked for again because of a fault. */
  public int askAgain() {
    return checks.askAgain();
  }

  /** The answer with its placeholders filled and its checks noted, or its rejection. */
  public Translation incoming(Outgoing sent, Translated answer) {
    List<Noted> notes = new ArrayList<>(sent.notes);
    List<String> faults = new ArrayList<>();
    Optional<String> restored = sent.masked.restore(answer.japanese());
    if (checks.enabled()) {
      for (Result result : Checks.standard().of(compared(sent, answer, restored))) {
        notes.add(new Noted(result.check().key(), result.passed(), result.detail()));
        if (!result.passed() && checks.rejects(result.check())) {
          faults.add(result.check().key());
        }
      }
    }
    if (restored.isEmpty() || hasAny(answer.japanese(), sent.placeholders)) {
      notes.add(
          new Noted(
              PLACEHOLDERS, false, "not each of the text's exactly once, or one of the context's"));
      faults.add(PLACEHOLDERS);
    }
    return faults.isEmpty()
        ? new Translated(restored.orElseThrow(), answer.finishReason(), answer.cost(), notes)
        : new Rejected(
            "checks: " + String.join(", ", faults), answer.finishReason(), answer.cost(), notes);
  }

  /** Identifiers are compared as placeholders, known sentences as what they are. */
  private static Answer compared(Outgoing sent, Translated answer, Optional<String> restored) {
    String english = sent.reused == null ? sent.masked.text() : sent.reused.text();
    String japanese = sent.reused == null ? answer.japanese() : restored.orElse(answer.japanese());
    return answer.finishReason() == null
        ? Answer.complete(english, japanese)
        : new Answer(english, japanese, answer.finishReason());
  }

  /** Brackets may have become full-width. */
  private static boolean hasAny(String answer, Set<String> placeholders) {
    String plain = answer.replace('\uFF3B', '[').replace('\uFF3D', ']');
    return placeholders.stream().anyMatch(plain::contains);
  }

  /** What the prompt says when a text is asked for again. */
  public static String advice(Rejected rejected) {
    return "An earlier answer to this text was turned down. Translate it again without these"
        + " faults:\n"
        + rejected.checks().stream()
            .filter(noted -> !noted.passed())
            .map(noted -> "- " + noted.check() + ": " + noted.detail())
            .collect(Collectors.joining("\n"));
  }
}
