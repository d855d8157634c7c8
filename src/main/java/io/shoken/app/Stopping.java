package io.shoken.app;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * A stop from outside, by Ctrl-C or SIGTERM. The JVM then ends with 130 or 143 after its hooks,
 * among them Spark's, in the midst of whatever the command does; what that throws is no bug and is
 * not told.
 */
final class Stopping {
  private static volatile boolean ended;

  private Stopping() {}

  /** From now on a stop says one line in place of what it breaks. */
  static void expect() {
    Runtime.getRuntime().addShutdownHook(new Thread(Stopping::tell, "shoken-stop"));
  }

  /** The command has ended by itself. */
  static void ended() {
    ended = true;
  }

  /** Whether the process is being stopped. */
  static boolean isUnderWay() {
    Thread probe = new Thread(() -> {}, "shoken-probe");
    try {
      Runtime.getRuntime().addShutdownHook(probe);
    } catch (IllegalStateException e) {
      return true; // the JVM takes no hook any more
    }
    return !Runtime.getRuntime().removeShutdownHook(probe);
  }

  private static void tell() {
    if (!ended) {
      Configurator.setAllLevels("", Level.OFF);
      System.err.println("shoken: stopped; what was paid is kept, run again to go on");
    }
  }
}
