package io.shoken.translate.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoken.core.Hashes;
import io.shoken.llm.call.BatchFormat;
import io.shoken.text.ChatTokens;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {

  private static final String TEXT = "Two nodules and a ground-glass opacity in the right lung.";

  @Test
  void sendsTheTermsOfTheTextAfterThePrompt() {
    Recipe recipe = Recipes.of("radiology-ja-v1", "radiology-ja-v1");
    JsonNode messages = messages(recipe.conversation(TEXT, null));
    assertThat(messages).hasSize(2);
    assertThat(messages.get(0).path("role").asText()).isEqualTo("system");
    assertThat(messages.get(0).path("content").asText())
        .isEqualTo(
            Prompt.read("radiology-ja-v1").text()
                + "\n\nTerms of this section, each with the Japanese to use for it\n- "
                + String.join(
                    "\n- ",
                    recipe.glossary().in(TEXT).stream()
                        .map(term -> term.english() + ": " + term.japanese())
                        .toList()));
    assertThat(messages.get(1).path("role").asText()).isEqualTo("user");
    assertThat(messages.get(1).path("content").asText()).isEqualTo(TEXT);
  }

  @Test
  void showsExamplesAsMessagesBeforeTheText() {
    Recipe recipe = Recipes.of("radiology-ja-v2", null);
    JsonNode messages = messages(recipe.conversation(TEXT, null));
    List<Prompt.Example> examples = recipe.prompt().examples();
    assertThat(messages).hasSize(2 + 2 * examples.size());
    for (int i = 0; i < examples.size(); i++) {
      JsonNode english = messages.get(1 + 2 * i);
      JsonNode japanese = messages.get(2 + 2 * i);
      assertThat(english.path("role").asText()).isEqualTo("user");
      assertThat(english.path("content").asText()).isEqualTo(examples.get(i).english());
      assertThat(japanese.path("role").asText()).isEqualTo("assistant");
      assertThat(japanese.path("content").asText()).isEqualTo(examples.get(i).japanese());
    }
    assertThat(messages.get(messages.size() - 1).path("content").asText()).isEqualTo(TEXT);
  }

  @Test
  void saysNoMoreThanThePromptToATextWithoutTerms() {
    Recipe plain = Recipes.of("radiology-ja-v1", null);
    Recipe recipe = Recipes.of("radiology-ja-v1", "radiology-ja-v1");
    assertThat(messages(recipe.conversation("Stable", null)))
        .isEqualTo(messages(plain.conversation("Stable", null)));
    assertThat(recipe.parametersOf("Stable", null, null))
        .isEqualTo(plain.parameters())
        .isEqualTo(
            "{\"max_output\":{\"least\":256,\"tokens_per_input_token\":4.0},\"temperature\":0.0}");
  }

  @Test
  void putsTheTermsUsedIntoTheKeyAndNoOthers() {
    Recipe small = Recipes.withGlossary("nodule,N\nzebra,Z");
    Recipe large = Recipes.withGlossary("mass,M\nnodule,N");
    Recipe other = Recipes.withGlossary("nodule,O");
    assertThat(small.parametersOf(TEXT, null, null))
        .startsWith("{\"glossary\":{\"nodule\":\"N\"},\"max_out");
    assertThat(key(small, TEXT)).isEqualTo(key(large, TEXT)).isNotEqualTo(key(other, TEXT));
    assertThat(key(small, "Stable")).isEqualTo(key(other, "Stable"));
    assertThat(small.byText()).isNotEqualTo(large.byText()).startsWith("glossary g@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"radiology-ja-v1", "radiology-ja-v2"})
  void countsExactlyWhatItSends(String prompt) {
    Recipe recipe = Recipes.of(prompt, "radiology-ja-v1");
    for (String text : new String[] {TEXT, "Stable", "No mass.\n\nGGO?", " \u2022 emphysema 5mm"}) {
      Conversation first = recipe.conversation(text, null);
      assertThat(first.promptTokens()).isEqualTo(counted(first));
      Conversation again = first.with("An earlier answer was turned down.\n- numbers: 5 mm");
      assertThat(again.promptTokens())
          .isEqualTo(counted(again))
          .isGreaterThan(first.promptTokens());
      assertThat(again.maxTokens()).isEqualTo(first.maxTokens());
    }
  }

  @Test
  void saysNothingOfATextWhenPrinted() {
    assertThat(Recipes.of("radiology-ja-v1", null).conversation("zebra", null).toString())
        .doesNotContain("zebra");
  }

  private static String key(Recipe recipe, String text) {
    return recipe.keyOf(Hashes.ofText(text), recipe.parametersOf(text, null, null));
  }

  private static int counted(Conversation conversation) {
    JsonNode messages = messages(conversation);
    int[] counts = new int[messages.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = ChatTokens.of(messages.get(i).path("content").asText());
    }
    return ChatTokens.ofPrompt(counts);
  }

  private static JsonNode messages(Conversation conversation) {
    try {
      return new ObjectMapper()
          .readTree(BatchFormat.requestLine("id", conversation.request()))
          .path("body")
          .path("messages");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
