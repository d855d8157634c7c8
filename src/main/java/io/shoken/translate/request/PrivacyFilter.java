package io.shoken.translate.request;

import io.shoken.quality.privacy.Guard;
import io.shoken.quality.privacy.Kind;
import io.shoken.quality.privacy.Masked;
import io.shoken.quality.privacy.Match;
import io.shoken.translate.request.Conversation.Context;
import io.shoken.translate.request.PrivacySettings.Action;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides what of a text may be sent: all, all but its identifiers, or nothing. Thread-safe. */
public final class PrivacyFilter {

  private static final String PRIVACY = "privacy-";

  private final PrivacySettings settings;

  public PrivacyFilter(PrivacySettings settings) {
    this.settings = settings;
  }

  /**
   * Searches a text and its context for identifiers, and masks or refuses them.
   *
   * @param context null for none; what is found in it counts as if it were in the text
   */
  public OutgoingText apply(String text, Context context) {
    if (settings.equals(PrivacySettings.off())) {
      return OutgoingText.unguarded(text, context);
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
    return new OutgoingText(
        masked,
        sent,
        placeholders,
        with(all, Action.REFUSE),
        results(all, inText, inContext),
        null);
  }

  private List<CheckResult> results(
      Set<Kind> all, Map<Kind, Integer> inText, Map<Kind, Integer> inContext) {
    List<CheckResult> results = new ArrayList<>();
    for (Kind kind : all) {
      Integer beside = inContext.get(kind);
      String detail =
          inText.getOrDefault(kind, 0) + (beside == null ? "" : ", in the context " + beside);
      results.add(
          new CheckResult(PRIVACY + kind.key(), settings.of(kind) != Action.REFUSE, detail));
    }
    return results;
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
    found.stream().filter(kind -> settings.of(kind) == action).forEach(kinds::add);
    return kinds;
  }
}
