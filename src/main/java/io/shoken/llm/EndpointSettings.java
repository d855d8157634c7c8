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

  public EndpointSettings {
    require(!model.isBlank(), "model", "empty", "a name");
  }
}
