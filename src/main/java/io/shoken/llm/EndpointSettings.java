package io.shoken.llm;

import static io.shoken.core.Setting.require;

/**
 * The model that is asked and the service that runs it.
 *
 * @param baseUrl the address for provider {@code openai}, such as {@code https://api.openai.com/v1}
 * @param allowInsecure whether texts may go over plain http to another machine
 */
public record EndpointSettings(
    Provider provider, String baseUrl, boolean allowInsecure, String model) {

  /** The value of {@code model} that leaves the choice to the provider. */
  static final String AUTO = "auto";

  private static final String DEFAULT_MODEL = "gpt-6-luna";

  /** What the sandbox has stood in for since its first translation; it is part of their keys. */
  private static final String SANDBOX_MODEL = "gpt-4o-mini-2024-07-18";

  public EndpointSettings {
    if (model.equals(AUTO)) {
      model = provider == Provider.SANDBOX ? SANDBOX_MODEL : DEFAULT_MODEL;
    }
    require(!model.isBlank(), "model", "empty", "a name");
  }
}
