package io.shoken.app;

import io.shoken.core.UserException;
import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.sandbox.SandboxSettings.Dialect;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The stand-in API, served until stopped. */
@Command(
    name = "sandbox",
    description = {
      "Serves a stand-in for the OpenAI chat completions API on loopback until stopped.",
      "It answers from a memory of sentence pairs and refuses what it does not know.",
      "With OPENAI_API_KEY set, requests must carry that key."
    })
final class SandboxCommand extends ConfiguredCommand {
  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Loopback port (default: sandbox.port; 0 takes a free one).")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--faults",
      paramLabel = "FILE",
      description = "Script of what goes wrong; conf/faults-example.conf explains it.")
  private Optional<String> faults = Optional.empty();

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Append one JSON line for each chat call that is over: hashes, no text.")
  private Optional<String> log = Optional.empty();

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description = "chat, or reasoning: a model that refuses max_tokens and thinks first.")
  private Optional<String> dialect = Optional.empty();

  @Override
  int execute() throws InterruptedException {
    SandboxSettings settings = options().configuration().settings().sandbox();
    SandboxSettings onPort = port.map(settings::onPort).orElse(settings);
    SandboxSettings faulty = faults.map(onPort::withFaults).orElse(onPort);
    SandboxSettings logged = log.map(faulty::withLog).orElse(faulty);
    SandboxSettings here =
        dialect.map(SandboxCommand::dialect).map(logged::speaking).orElse(logged);
    try (Sandbox sandbox =
        Sandbox.start(here, Optional.ofNullable(System.getenv("OPENAI_API_KEY")))) {
      System.out.println("sandbox: serving at " + sandbox.baseUrl() + "; stop it with Ctrl-C");
      new CountDownLatch(1).await();
    }
    return Application.DONE;
  }

  private static Dialect dialect(String name) {
    for (Dialect known : Dialect.values()) {
      if (known.name().equalsIgnoreCase(name)) {
        return known;
      }
    }
    throw UserException.usage("--dialect is " + name + ", expected chat or reasoning");
  }
}
