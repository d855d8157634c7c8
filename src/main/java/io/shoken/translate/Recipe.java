package io.shoken.translate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.report.Hashes;
import io.shoken.translate.TranslateSettings.MaxOutput;
import io.shoken.translate.TranslateSettings.Parameters;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that shapes an answer beside the source text: a translation's key is made of it.
 *
 * @param provider the value of the column
 * @param prompt what every text is asked with
 * @param tokens of {@code prompt}
 * @param glossary of whose terms those are sent that a text has
 * @param temperature from 0 to 2
 * @param seed null if none
 */
record Recipe(
    String provider,
    String model,
    Prompt prompt,
    PromptTokens tokens,
    Glossary glossary,
    double temperature,
    Long seed,
    MaxOutput maxOutput)
    implements Serializable {

  static Recipe of(TranslateSettings settings) {
    Prompt prompt = Prompt.read(settings.prompt());
    Parameters parameters = settings.parameters();
    return new Recipe(
        settings.provider().key(),
        settings.model(),
        prompt,
        PromptTokens.of(prompt),
        settings.glossary().map(GlossaryFile::read).orElse(Glossary.NONE),
        parameters.temperature(),
        parameters.seed().orElse(null),
        parameters.maxOutput());
  }

  String promptId() {
    return prompt.id();
  }

  /** Whether parameters depend on the text. */
  boolean variesByText() {
    return !byText().isEmpty();
  }

  /** What they depend on it by, such as a glossary's id; empty where they do not. */
  String byText() {
    return glossary.isEmpty() ? "" : "glossary " + glossary.id();
  }

  /** The parameters of a text for which nothing but the prompt is sent. */
  String parameters() {
    return parameters(List.of());
  }

  /** The parameters of that text in their canonical form: JSON, keys sorted, no white space. */
  String parametersOf(String text) {
    return parameters(glossary.in(text));
  }

  private String parameters(List<Term> terms) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (!terms.isEmpty()) {
      ObjectNode used = json.putObject("glossary");
      terms.forEach(term -> used.put(term.english(), term.japanese()));
    }
    json.putObject("max_output")
        .put("least", maxOutput.least())
        .put("tokens_per_input_token", maxOutput.tokensPerInputToken());
    if (seed != null) {
      json.put("seed", seed);
    }
    json.put("temperature", temperature);
    return json.toString();
  }

  String keyOf(String sourceHash, String parameters) {
    return Hashes.ofParts(sourceHash, provider, model, promptId(), parameters);
  }

  /**
   * What is said about a text.
   *
   * @param text as it is in the report: its terms are looked up
   * @param sent the same as it may go out
   */
  Conversation conversation(String text, String sent) {
    return Conversation.of(this, more(text), sent);
  }

  /**
   * Tokens by which the prompt of that text is longer than the prompt of one that needs no more.
   */
  int moreTokens(String text) {
    return tokens.ofCall(more(text), 0) - promptTokens(0);
  }

  /** Prompt tokens of a call whose source text has that many, and for which no more is sent. */
  int promptTokens(int sourceTokens) {
    return tokens.ofCall("", sourceTokens);
  }

  private String more(String text) {
    List<Term> terms = glossary.in(text);
    return terms.isEmpty()
        ? ""
        : terms.stream()
            .map(term -> "\n- " + term.english() + ": " + term.japanese())
            .collect(
                Collectors.joining(
                    "", "Terms of this section, each with the Japanese to use for it", ""));
  }
}
