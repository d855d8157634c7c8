package io.shoken.translate.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.core.Hashes;
import io.shoken.translate.TranslateSettings;
import io.shoken.translate.TranslateSettings.ContextMode;
import io.shoken.translate.TranslateSettings.MaxOutput;
import io.shoken.translate.TranslateSettings.Parameters;
import io.shoken.translate.answer.Examiner.Outgoing;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that shapes an answer beside the source text: a translation's key is made of it.
 *
 * @param provider the value of the column
 * @param prompt what every text is asked with
 * @param tokens of {@code prompt}
 * @param glossary of whose terms those are sent that a text has
 * @param context whether a text's other section is sent with it
 * @param temperature from 0 to 2
 * @param seed null if none
 */
public record Recipe(
    String provider,
    String model,
    Prompt prompt,
    PromptTokens tokens,
    Glossary glossary,
    ContextMode context,
    double temperature,
    Long seed,
    MaxOutput maxOutput)
    implements Serializable {

  public static Recipe of(TranslateSettings settings) {
    Prompt prompt = Prompt.read(settings.prompt());
    Parameters parameters = settings.parameters();
    return new Recipe(
        settings.provider().key(),
        settings.model(),
        prompt,
        PromptTokens.of(prompt),
        settings.glossary().map(GlossaryFile::read).orElse(Glossary.NONE),
        settings.context(),
        parameters.temperature(),
        parameters.seed().orElse(null),
        parameters.maxOutput());
  }

  public String promptId() {
    return prompt.id();
  }

  /** Whether parameters depend on the text. */
  public boolean variesByText() {
    return !byText().isEmpty();
  }

  /** What they depend on it by, such as a glossary's id; empty where they do not. */
  public String byText() {
    List<String> parts = new ArrayList<>();
    if (!glossary.isEmpty()) {
      parts.add("glossary " + glossary.id());
    }
    if (context != ContextMode.NONE) {
      parts.add("context " + context.key());
    }
    return String.join(", ", parts);
  }

  /** The parameters of a text for which nothing but the prompt is sent. */
  public String parameters() {
    return parameters(new Supplement(List.of(), null));
  }

  /**
   * The parameters of a text in their canonical form: JSON, keys sorted, no white space.
   *
   * @param context null if there is none
   */
  public String parametersOf(String text, String contextSection, String context) {
    return parameters(supplement(text, Context.ofNullable(contextSection, context)));
  }

  private String parameters(Supplement supplement) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    supplement.addTo(json);
    json.putObject("max_output")
        .put("least", maxOutput.least())
        .put("tokens_per_input_token", maxOutput.tokensPerInputToken());
    if (seed != null) {
      json.put("seed", seed);
    }
    json.put("temperature", temperature);
    return json.toString();
  }

  public String keyOf(String sourceHash, String parameters) {
    return Hashes.ofParts(sourceHash, provider, model, promptId(), parameters);
  }

  /**
   * What is said about a text that goes out as it is.
   *
   * @param context null for none
   */
  public Conversation conversation(String text, Context context) {
    return Conversation.of(this, supplement(text, context).words(), text);
  }

  /** What is said about a text; its terms are those of the text before it was masked. */
  public Conversation conversation(Source source, Outgoing outgoing) {
    String more = supplement(source.text(), outgoing.context()).words();
    Conversation conversation = Conversation.of(this, more, outgoing.masked().text());
    Reused reused = outgoing.reused();
    return reused == null ? conversation : conversation.with(reused.legend());
  }

  /** Prompt tokens of a call whose source text has that many, and for which no more is sent. */
  public int promptTokens(int sourceTokens) {
    return tokens.ofCall("", sourceTokens);
  }

  private Supplement supplement(String text, Context context) {
    return new Supplement(glossary.in(text), context);
  }
}
