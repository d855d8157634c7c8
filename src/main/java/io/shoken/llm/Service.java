package io.shoken.llm;

import java.io.Serializable;

/**
 * The address of an OpenAI-compatible service and the key for it. It goes from the driver to the
 * executors in memory only, so that the key is on no disk.
 *
 * @param baseUrl such as {@code https://api.openai.com/v1}
 */
public record Service(String baseUrl, String key) implements Serializable {

  @Override
  public String toString() {
    return "Service[baseUrl=" + baseUrl + ", key=***]";
  }
}
