package io.shoken.translate.request;

import io.shoken.quality.privacy.Kind;
import io.shoken.quality.privacy.Masked;
import io.shoken.translate.request.Conversation.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text as it may be sent.
 *
 * @param masked the text, with placeholders for what must not go out
 * @param context sent with it, null for none
 * @param placeholders those of the context, which no answer may have
 * @param refused the kinds of identifiers for which the text must not be sent at all
 * @param checks what was found in it, for its row
 * @param marked the text before its known sentences became marks; null if it has no marks
 */
public record OutgoingText(
    Masked masked,
    Context context,
    Set<String> placeholders,
    Set<Kind> refused,
    List<CheckResult> checks,
    MarkedText marked) {

  /** The name of the check that counts an answer's sentences that were translated before. */
  public static final String SENTENCE_REUSE = "sentence-reuse";

  /** A text that is not searched for identifiers. */
  public static OutgoingText unguarded(String text, Context context) {
    return new OutgoingText(
        new Masked(text, Map.of()), context, Set.of(), Set.of(), List.of(), null);
  }

  /** The same with marks for its known sentences. */
  OutgoingText with(MarkedText marks) {
    List<CheckResult> all = new ArrayList<>(checks);
    all.add(new CheckResult(SENTENCE_REUSE, true, Integer.toString(marks.sentences())));
    return new OutgoingText(marks.masked(), context, placeholders, refused, all, marks);
  }

  /** What takes the place of an answer where nothing but marks is left to translate. */
  public Optional<String> answerWithoutCall() {
    return marked != null && marked.isComplete() ? Optional.of(masked.text()) : Optional.empty();
  }

  /** Whether the text may go out as it is. */
  public boolean isUnchanged() {
    return refused.isEmpty() && masked.originals().isEmpty() && placeholders.isEmpty();
  }

  /** Why the text is rejected without a call, such as {@code privacy: name, phone}. */
  public Optional<String> rejection() {
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "privacy: " + refused.stream().map(Kind::key).collect(Collectors.joining(", ")));
  }

  /** Does not show the text. */
  @Override
  public String toString() {
    return "OutgoingText[checks=" + checks + "]";
  }
}
