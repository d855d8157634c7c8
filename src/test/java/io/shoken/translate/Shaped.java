package io.shoken.translate;

import java.util.Optional;

/** Settings that differ in what is said to the model. */
final class Shaped {
  private Shaped() {}

  static TranslateSettings prompt(TranslateSettings settings, String prompt) {
    return with(settings, prompt, settings.glossary());
  }

  static TranslateSettings glossary(TranslateSettings settings, String glossary) {
    return with(settings, settings.prompt(), Optional.of(glossary));
  }

  private static TranslateSettings with(
      TranslateSettings s, String prompt, Optional<String> glossary) {
    return new TranslateSettings(
        s.provider(),
        s.baseUrl(),
        s.allowInsecure(),
        s.model(),
        prompt,
        glossary,
        s.parameters(),
        s.limits(),
        s.budget(),
        s.timeouts(),
        s.retries(),
        s.price(),
        s.batch(),
        s.checks(),
        s.privacy(),
        s.maxFailedShare());
  }
}
