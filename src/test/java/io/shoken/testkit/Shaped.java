package io.shoken.testkit;

import io.shoken.translate.TranslateSettings;
import io.shoken.translate.answer.CheckSettings;
import io.shoken.translate.request.PrivacySettings;
import io.shoken.translate.request.RecipeSettings;
import io.shoken.translate.request.RecipeSettings.ContextMode;
import java.util.Optional;

/** Settings that differ in what is said to the model. */
public final class Shaped {
  private Shaped() {}

  public static TranslateSettings prompt(TranslateSettings s, String prompt) {
    return with(s, prompt, s.recipe().glossary(), s.recipe().context());
  }

  public static TranslateSettings glossary(TranslateSettings s, String glossary) {
    return with(s, s.recipe().prompt(), Optional.of(glossary), s.recipe().context());
  }

  public static TranslateSettings context(TranslateSettings s) {
    return with(s, s.recipe().prompt(), s.recipe().glossary(), ContextMode.OTHER_SECTION);
  }

  public static TranslateSettings privacy(TranslateSettings s, PrivacySettings privacy) {
    return with(s, s.recipe(), s.sentenceReuse(), s.checks(), privacy, s.maxFailedShare());
  }

  /** Sentences of at least that many texts are used again. */
  public static TranslateSettings sentenceReuse(TranslateSettings s, int least) {
    return with(s, s.recipe(), least, s.checks(), s.privacy(), 1);
  }

  /** However many texts are rejected. */
  public static TranslateSettings checked(
      TranslateSettings s, CheckSettings checks, PrivacySettings privacy) {
    return with(s, s.recipe(), s.sentenceReuse(), checks, privacy, 1);
  }

  private static TranslateSettings with(
      TranslateSettings s, String prompt, Optional<String> glossary, ContextMode context) {
    RecipeSettings recipe = new RecipeSettings(prompt, glossary, context, s.recipe().parameters());
    return with(s, recipe, s.sentenceReuse(), s.checks(), s.privacy(), s.maxFailedShare());
  }

  private static TranslateSettings with(
      TranslateSettings s,
      RecipeSettings recipe,
      int sentenceReuse,
      CheckSettings checks,
      PrivacySettings privacy,
      double maxFailedShare) {
    return new TranslateSettings(
        s.llm(), recipe, sentenceReuse, privacy, checks, s.batch(), maxFailedShare);
  }
}
