package io.shoken.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The program in a JVM of its own, as a launcher starts it. */
final class Program implements AutoCloseable {
  private static final Path HOME = Path.of("").toAbsolutePath();

  private final Process process;
  private final BufferedReader messages;

  private Program(Process process) {
    this.process = process;
    this.messages = process.errorReader();
  }

  static Program start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("@" + HOME.resolve("submit/java-options"));
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1")); // it does not live long
    command.add("-Dshoken.home=" + HOME);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    return new Program(process);
  }

  /** Waits until it says something that holds the text; false if it ended before. */
  boolean awaitMessage(String text) throws IOException {
    for (String line = messages.readLine(); line != null; line = messages.readLine()) {
      if (line.contains(text)) {
        return true;
      }
    }
    return false;
  }

  /** Kills it after the delay as {@code kill -9} does; false if it ended before. */
  boolean kill(Duration delay) throws InterruptedException {
    boolean ended = process.waitFor(delay.toMillis(), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    return !ended;
  }

  /** Kills it as soon as that holds; false if it ended before. */
  boolean killWhen(BooleanSupplier reached) throws InterruptedException {
    while (process.isAlive() && !reached.getAsBoolean()) {
      Thread.sleep(2);
    }
    boolean inTime = process.isAlive();
    process.destroyForcibly().waitFor();
    return inTime;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
