package io.shoken.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The program in a JVM of its own, as a launcher starts it. */
final class Program implements AutoCloseable {
  private static final Path HOME = Path.of("").toAbsolutePath();

  private final Process process;
  private final BufferedReader messages;
  private final StringBuilder said = new StringBuilder();

  private Program(Process process) {
    this.process = process;
    this.messages = process.errorReader();
  }

  static Program start(List<String> arguments) throws IOException {
    return start(arguments, Map.of());
  }

  static Program start(List<String> arguments, Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>(heedingInterrupts());
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("@" + HOME.resolve("submit/java-options"));
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1")); // it does not live long
    command.add("-Dshoken.home=" + HOME);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    return new Program(builder.start());
  }

  /**
   * What to put before a command so that it heeds INT as in a terminal: a process that a script
   * starts in the background ignores INT, and so do all that it starts. Nothing where {@code env}
   * cannot do that.
   */
  private static List<String> heedingInterrupts() throws IOException {
    List<String> prefix = List.of("env", "--default-signal=INT");
    List<String> probe = new ArrayList<>(prefix);
    probe.add("true");
    try {
      return new ProcessBuilder(probe).start().waitFor() == 0 ? prefix : List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while env was tried");
    }
  }

  /** Waits until it says something that holds the text; false if it ended before. */
  boolean awaitMessage(String text) throws IOException {
    for (String line = messages.readLine(); line != null; line = messages.readLine()) {
      said.append(line).append('\n');
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

  /** Sends it a signal, such as INT; false if this machine cannot. */
  boolean signal(String name) throws IOException, InterruptedException {
    return new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor()
        == 0;
  }

  /** Something to wait for. */
  interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits until the condition holds; false if the program ended before. */
  boolean await(Condition condition) throws IOException, InterruptedException {
    while (!condition.holds()) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }

  /** Kills one of the JVMs that it has started; false if there is none. */
  boolean killChild(Random random) {
    List<ProcessHandle> children =
        process
            .descendants()
            .filter(child -> child.info().command().orElse("").endsWith("java"))
            .toList();
    return !children.isEmpty() && children.get(random.nextInt(children.size())).destroyForcibly();
  }

  /** All that it has said when it ends, and the code that it ends with. */
  String end() throws IOException, InterruptedException {
    messages.lines().forEach(line -> said.append(line).append('\n'));
    return said + "exit code " + process.waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
