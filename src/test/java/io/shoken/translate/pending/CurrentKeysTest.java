package io.shoken.translate.pending;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.translate.request.Recipe;
import io.shoken.translate.request.RecipeSettings.ContextMode;
import io.shoken.translate.request.Recipes;
import io.shoken.warehouse.TranslationPreference;
import org.junit.jupiter.api.Test;

class CurrentKeysTest {

  /** Run ids are made of it: were an object's address in it, every step would run every time. */
  @Test
  void itsKeyFollowsFromTheSettingsAlone() {
    assertThat(key("lobe,葉", ContextMode.NONE))
        .isEqualTo(key("lobe,葉", ContextMode.NONE))
        .isNotEqualTo(key("lobe,肺葉", ContextMode.NONE))
        .isNotEqualTo(key("lobe,葉", ContextMode.OTHER_SECTION));
    assertThat(TranslationPreference.of("a", "b", "c", "d").key())
        .isEqualTo(TranslationPreference.of("a", "b", "c", "d").key())
        .isNotEqualTo(TranslationPreference.of("a", "b", "c", "e").key());
  }

  private static String key(String glossary, ContextMode context) {
    Recipe recipe = Recipes.withGlossary(glossary + "\n");
    return new CurrentKeys(Recipes.of(recipe.prompt(), recipe.glossary(), context)).key();
  }
}
