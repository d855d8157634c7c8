package io.shoken.translate.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shoken.llm.SentParameters;
import io.shoken.translate.request.RecipeSettings.ContextMode;
import io.shoken.translate.request.RecipeSettings.MaxOutput;

/** Recipes for tests. */
public final class Recipes {
  private Recipes() {}

  /**
   * The defaults with these.
   *
   * @param glossary null for none
   */
  public static Recipe of(String prompt, String glossary) {
    return of(Prompt.read(prompt), glossary == null ? Glossary.NONE : GlossaryFile.read(glossary));
  }

  /** The default prompt with a glossary of these lines. */
  public static Recipe withGlossary(String lines) {
    byte[] file = ("english,japanese\n" + lines).getBytes(UTF_8);
    return of(Prompt.read("radiology-ja-v1"), GlossaryFile.of("g.csv", file));
  }

  public static Recipe of(Prompt prompt, Glossary glossary) {
    return of(prompt, glossary, ContextMode.NONE);
  }

  public static Recipe of(Prompt prompt, Glossary glossary, ContextMode context) {
    return new Recipe(
        "openai",
        "gpt-4o-mini-2024-07-18",
        prompt,
        glossary,
        context,
        SentParameters.ofTemperature(0),
        null,
        new MaxOutput(4, 256));
  }
}
