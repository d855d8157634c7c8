package io.shoken.translate.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.llm.EndpointSettings;
import io.shoken.llm.LlmSettings.PriceSettings;
import io.shoken.llm.ModelTable;
import io.shoken.llm.Provider;
import io.shoken.translate.request.RecipeSettings.ContextMode;
import io.shoken.translate.request.RecipeSettings.MaxOutput;
import io.shoken.translate.request.RecipeSettings.Parameters;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys of translations that were made stay what they were. */
class KeyTest {

  private static final String BEFORE =
      "{\"max_output\":{\"least\":256,\"tokens_per_input_token\":4.0},\"temperature\":0.0}";

  @Test
  void ofTheSandboxAndOfOlderModels() {
    Recipe recipe = recipe(Provider.SANDBOX, "auto", Optional.empty());
    assertThat(recipe.model()).isEqualTo("gpt-4o-mini-2024-07-18");
    assertThat(recipe.parameters()).isEqualTo(BEFORE);
    assertThat(recipe(Provider.OPENAI, "my-own", Optional.empty()).parameters()).isEqualTo(BEFORE);
    assertThat(recipe(Provider.OPENAI, "gpt-4o", Optional.empty()).parameters()).isEqualTo(BEFORE);
  }

  @Test
  void ofAModelThatReasons() {
    Recipe recipe = recipe(Provider.OPENAI, "auto", Optional.empty());
    assertThat(recipe.model()).isEqualTo("gpt-6-luna");
    assertThat(recipe.parameters())
        .isEqualTo(BEFORE.replace("\"temperature\":0.0", "\"reasoning_effort\":\"none\""));
    assertThat(recipe(Provider.OPENAI, "auto", Optional.of("low")).parameters())
        .contains("\"reasoning_effort\":\"low\"");
  }

  private static Recipe recipe(Provider provider, String model, Optional<String> effort) {
    EndpointSettings endpoint = new EndpointSettings(provider, "http://127.0.0.1:1", false, model);
    Parameters parameters =
        new Parameters(
            Optional.empty(),
            effort,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new MaxOutput(4, 256));
    PriceSettings byTable = new PriceSettings(Optional.empty(), Optional.empty(), Optional.empty());
    return Recipe.of(
        endpoint,
        new RecipeSettings("radiology-ja-v1", Optional.empty(), ContextMode.NONE, parameters),
        ModelTable.of("translate", byTable).model(endpoint.model()));
  }
}
