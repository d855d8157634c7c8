package io.shoken.translate.request;

import static io.shoken.core.Setting.require;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

/**
 * What shapes an answer, and so is part of a translation's key, next to model and provider.
 *
 * @param prompt the name of a prompt that ships with the program, or the path of a text file
 * @param glossary the name of a glossary that ships with the program, or the path of a CSV file;
 *     empty for none
 * @param context what of its report is sent with a text
 */
public record RecipeSettings(
    String prompt, Optional<String> glossary, ContextMode context, Parameters parameters) {

  /** Which other section of a text's report is sent with it, for understanding only. */
  public enum ContextMode {
    NONE,
    /** The impression with findings, the findings with an impression. */
    OTHER_SECTION;

    /** As in the settings. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * The parameters of a call; where one is empty, {@code conf/models.conf} says what is sent.
   *
   * @param temperature from 0 to 2
   */
  public record Parameters(
      Optional<Double> temperature,
      Optional<String> reasoningEffort,
      Optional<String> serviceTier,
      Optional<String> maxTokensField,
      Optional<Long> seed,
      MaxOutput maxOutput) {
    public Parameters {
      temperature.ifPresent(t -> require(t >= 0 && t <= 2, "temperature", t, "0 to 2"));
      maxTokensField.ifPresent(
          field ->
              require(
                  field.equals("max_tokens") || field.equals("max_completion_tokens"),
                  "max-tokens-field",
                  field,
                  "max_tokens or max_completion_tokens"));
    }

    /** Parameters of a model that does not reason. */
    public Parameters(double temperature, Optional<Long> seed, MaxOutput maxOutput) {
      this(
          Optional.of(temperature),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          seed,
          maxOutput);
    }
  }

  /**
   * The most tokens that an answer may have, by the tokens of its source text. With 4 per input
   * token and at least 256, a source of 100 tokens may have 400 and one of 10 tokens 256.
   */
  public record MaxOutput(double tokensPerInputToken, int least) implements Serializable {
    public MaxOutput {
      require(tokensPerInputToken > 0, "tokens-per-input-token", tokensPerInputToken, "above 0");
      require(least > 0, "least", least, "1 or more");
    }

    int tokensFor(int sourceTokens) {
      return Math.max(least, (int) Math.ceil(tokensPerInputToken * sourceTokens));
    }
  }
}
