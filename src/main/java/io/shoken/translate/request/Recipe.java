package io.shoken.translate.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import io.shoken.llm.EndpointSettings;
import io.shoken.llm.Model;
import io.shoken.llm.SentParameters;
import io.shoken.translate.request.Conversation.Context;
import io.shoken.translate.request.Conversation.Supplement;
import io.shoken.translate.request.RecipeSettings.ContextMode;
import io.shoken.translate.request.RecipeSettings.MaxOutput;
import io.shoken.translate.request.RecipeSettings.Parameters;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that shapes an answer except the source text; a translation's key is made of both.
 *
 * @param provider the value of the column
 * @param prompt what every text is asked with
 * @param glossary of whose terms those are sent that a text has
 * @param context whether a text's other section is sent with it
 * @param sent what is sent beside the messages
 * @param seed null if none
 */
public record Recipe(
    String provider,
    String model,
    Prompt prompt,
    Glossary glossary,
    ContextMode context,
    SentParameters sent,
    Long seed,
    MaxOutput maxOutput)
    implements Serializable {

  /**
   * Reads the prompt and the glossary that the settings name.
   *
   * @param model what is known of the endpoint's model
   * @throws UserException (usage) if one of them cannot be read, or the model refuses a parameter
   */
  public static Recipe of(EndpointSettings endpoint, RecipeSettings settings, Model model) {
    Parameters parameters = settings.parameters();
    return new Recipe(
        endpoint.provider().key(),
        endpoint.model(),
        Prompt.read(settings.prompt()),
        settings.glossary().map(GlossaryFile::read).orElse(Glossary.NONE),
        settings.context(),
        model.sent(
            parameters.temperature(),
            parameters.reasoningEffort(),
            parameters.serviceTier(),
            parameters.maxTokensField(),
            parameters.seed()),
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
    // What was not sent before there was a choice is left out, so that earlier keys stay.
    if (sent.reasoningEffort() != null) {
      json.put("reasoning_effort", sent.reasoningEffort());
    }
    if (seed != null) {
      json.put("seed", seed);
    }
    if (sent.serviceTier() != null) {
      json.put("service_tier", sent.serviceTier());
    }
    if (sent.temperature() != null) {
      json.put("temperature", sent.temperature());
    }
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
  public Conversation conversation(Source source, OutgoingText outgoing) {
    String addition = supplement(source.text(), outgoing.context()).words();
    Conversation conversation = Conversation.of(this, addition, outgoing.masked().text());
    MarkedText marked = outgoing.marked();
    return marked == null ? conversation : conversation.with(marked.legend());
  }

  /** Prompt tokens of a call whose source text has that many, and for which no more is sent. */
  public int promptTokens(int sourceTokens) {
    return prompt.tokensOfCall("", sourceTokens);
  }

  private Supplement supplement(String text, Context context) {
    return new Supplement(glossary.in(text), context);
  }
}
