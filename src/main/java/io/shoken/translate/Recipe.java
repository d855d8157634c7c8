package io.shoken.translate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.report.Hashes;
import io.shoken.sandbox.ChatTokens;
import io.shoken.translate.TranslateSettings.MaxOutput;
import io.shoken.translate.TranslateSettings.Parameters;
import java.io.Serializable;

/**
 * Everything that shapes an answer beside the source text: a translation's key is made of it.
 *
 * @param provider the value of the column
 * @param promptId name and hash of the prompt
 * @param prompt the system message
 * @param systemTokens the tokens of {@code prompt}
 * @param parameters canonical JSON: keys sorted, no white space
 * @param temperature as in {@code parameters}
 * @param seed as in {@code parameters}, null if none
 */
record Recipe(
    String provider,
    String model,
    String promptId,
    String prompt,
    int systemTokens,
    String parameters,
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
        prompt.id(),
        prompt.text(),
        ChatTokens.of(prompt.text()),
        json(parameters),
        parameters.temperature(),
        parameters.seed().orElse(null),
        parameters.maxOutput());
  }

  String keyOf(String sourceHash) {
    return Hashes.ofParts(sourceHash, provider, model, promptId, parameters);
  }

  /** Prompt tokens of a call whose source text has that many. */
  int promptTokens(int sourceTokens) {
    return ChatTokens.ofPrompt(systemTokens, sourceTokens);
  }

  private static String json(Parameters parameters) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("max_output")
        .put("least", parameters.maxOutput().least())
        .put("tokens_per_input_token", parameters.maxOutput().tokensPerInputToken());
    parameters.seed().ifPresent(seed -> json.put("seed", seed));
    json.put("temperature", parameters.temperature());
    return json.toString();
  }
}
