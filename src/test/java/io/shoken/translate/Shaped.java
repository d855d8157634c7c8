package io.shoken.translate;

import io.shoken.translate.TranslateSettings.ContextMode;
import io.shoken.translate.answer.CheckSettings;
import io.shoken.translate.answer.PrivacySettings;
import java.util.Optional;

/** Settings that differ in what is said to the model. */
public final class Shaped {
  private Shaped() {}

  public static TranslateSettings prompt(TranslateSettings settings, String prompt) {
    return with(settings, prompt, settings.glossary(), settings.context(), settings.privacy());
  }

  public static TranslateSettings glossary(TranslateSettings settings, String glossary) {
    return with(
        settings, settings.prompt(), Optional.of(glossary), settings.context(), settings.privacy());
  }

  public static TranslateSettings context(TranslateSettings settings) {
    return with(
        settings,
        settings.prompt(),
        settings.glossary(),
        ContextMode.OTHER_SECTION,
        settings.privacy());
  }

  public static TranslateSettings privacy(TranslateSettings settings, PrivacySettings privacy) {
    return with(settings, settings.prompt(), settings.glossary(), settings.context(), privacy);
  }

  /** Sentences of so many texts are used again. */
  public static TranslateSettings sentenceReuse(TranslateSettings s, int least) {
    return with(s, s.prompt(), s.glossary(), s.context(), least, s.checks(), s.privacy(), 1);
  }

  /** However many texts are turned down. */
  public static TranslateSettings checked(
      TranslateSettings s, CheckSettings checks, PrivacySettings privacy) {
    return with(s, s.prompt(), s.glossary(), s.context(), s.sentenceReuse(), checks, privacy, 1);
  }

  private static TranslateSettings with(
      TranslateSettings s,
      String prompt,
      Optional<String> glossary,
      ContextMode context,
      PrivacySettings privacy) {
    return with(
        s, prompt, glossary, context, s.sentenceReuse(), s.checks(), privacy, s.maxFailedShare());
  }

  private static TranslateSettings with(
      TranslateSettings s,
      String prompt,
      Optional<String> glossary,
      ContextMode context,
      int sentenceReuse,
      CheckSettings checks,
      PrivacySettings privacy,
      double maxFailedShare) {
    return new TranslateSettings(
        s.provider(),
        s.baseUrl(),
        s.allowInsecure(),
        s.model(),
        prompt,
        glossary,
        context,
        sentenceReuse,
        s.parameters(),
        s.limits(),
        s.budget(),
        s.timeouts(),
        s.retries(),
        s.price(),
        s.batch(),
        checks,
        privacy,
        maxFailedShare);
  }
}
