package io.shoken.llm.call;

import io.shoken.core.UserException;
import io.shoken.llm.EndpointSettings;
import io.shoken.llm.Provider;
import io.shoken.llm.Service;
import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The service that a job calls: the user's, or a sandbox that is started and stopped with the job.
 */
public final class Endpoint implements AutoCloseable {

  private static final String KEY = "OPENAI_API_KEY";

  private final Service service;
  private final Optional<Sandbox> sandbox;

  private Endpoint(Service service, Optional<Sandbox> sandbox) {
    this.service = service;
    this.sandbox = sandbox;
  }

  /**
   * Opens the endpoint of a job.
   *
   * @param block of the settings, such as {@code translate}, for messages
   * @param environment where the key is
   * @throws UserException (usage) if the address is no URL, or goes to another machine without
   *     https or without a key; (input) if the sandbox's memory cannot be read
   */
  public static Endpoint open(
      String block,
      EndpointSettings settings,
      SandboxSettings sandbox,
      Map<String, String> environment) {
    if (settings.provider() == Provider.SANDBOX) {
      Sandbox started = Sandbox.start(sandbox.servingOnly(settings.model()), Optional.empty());
      return new Endpoint(
          new Service(started.baseUrl().toString(), "sandbox"), Optional.of(started));
    }
    return new Endpoint(ofUser(block, settings, environment), Optional.empty());
  }

  /**
   * The user's own service, whatever the provider is.
   *
   * @throws UserException as {@link #open}
   */
  public static Service ofUser(
      String block, EndpointSettings settings, Map<String, String> environment) {
    URI url = url(block, settings.baseUrl());
    if (url.getScheme().equals("http") && !isThisMachine(url) && !settings.allowInsecure()) {
      throw UserException.usage(
          ("%s.base-url is http to %s: reports and the key would travel in the clear; use"
                  + " https, or set %1$s.allow-insecure = true in a network that you trust")
              .formatted(block, url.getHost()));
    }
    String key = environment.getOrDefault(KEY, "").strip();
    if (key.isEmpty() && !isThisMachine(url)) {
      throw UserException.usage(
          "%s: the environment variable %s is not set, and %s needs a key"
              .formatted(block, KEY, url.getHost()));
    }
    return new Service(url.toString(), key.isEmpty() ? "none" : key);
  }

  public Service service() {
    return service;
  }

  @Override
  public void close() {
    sandbox.ifPresent(Sandbox::close);
  }

  private static URI url(String block, String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null && url.getScheme().matches("https?")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Grant below; the exception would only repeat the address.
    }
    throw UserException.usage(
        block
            + ".base-url is no http or https address; expected one such as"
            + " https://api.openai.com/v1");
  }

  private static boolean isThisMachine(URI url) {
    return url.getHost().matches("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]");
  }
}
