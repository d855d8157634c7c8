package io.shoken.translate.request;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.shoken.text.ChatTokens;

/**
 * What is said to the model about one text: the one place that says it, for live calls, batches and
 * estimates alike.
 *
 * @param more what the system message says after the prompt's text, for this text alone; may be
 *     empty, otherwise begins with a letter
 * @param text the user's last message
 * @param textTokens of {@code text}
 * @param promptTokens of the whole request
 */
public record Conversation(
    Recipe recipe, String more, String text, int textTokens, int promptTokens) {

  static Conversation of(Recipe recipe, String more, String text) {
    int tokens = ChatTokens.of(text);
    return new Conversation(recipe, more, text, tokens, recipe.tokens().ofCall(more, tokens));
  }

  /** The same with more words in the system message, which begin with a letter. */
  public Conversation with(String further) {
    return of(recipe, more.isEmpty() ? further : more + PromptTokens.BREAK + further, text);
  }

  /** The most tokens that the answer may have. */
  public int maxTokens() {
    return recipe.maxOutput().tokensFor(textTokens);
  }

  public void addTo(ChatCompletionCreateParams.Builder request) {
    String prompt = recipe.prompt().text();
    request.addSystemMessage(more.isEmpty() ? prompt : prompt + PromptTokens.BREAK + more);
    for (Example example : recipe.prompt().examples()) {
      request.addUserMessage(example.english());
      request.addAssistantMessage(example.japanese());
    }
    request.addUserMessage(text);
  }

  /** Says nothing of the text. */
  @Override
  public String toString() {
    return "Conversation[promptTokens=" + promptTokens + "]";
  }
}
