package io.shoken.app;

import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.security.UserGroupInformation;

/** What the program needs of the machine that it is started on. */
final class Machine {
  /** The oldest and the newest Java on which Spark and its Hadoop work. */
  private static final int OLDEST = 17;

  private static final int NEWEST = 23;

  /** What Java makes of bytes that the locale's encoding doesn't have. */
  private static final char REPLACEMENT = '\ufffd';

  private Machine() {}

  /** Why the program cannot work here, with what to do; empty if it can. */
  static Optional<String> refusal(String... args) {
    return refusal(
        Runtime.version().feature(), System.getProperty("sun.jnu.encoding", "UTF-8"), args);
  }

  static Optional<String> refusal(int java, String encoding, String... args) {
    if (java < OLDEST || java > NEWEST) {
      return Optional.of(
          "this is Java %d, and Spark works on %d to %d; set JAVA_HOME to one of these"
              .formatted(java, OLDEST, NEWEST));
    }
    boolean garbled = Arrays.stream(args).anyMatch(arg -> arg.indexOf(REPLACEMENT) >= 0);
    if (garbled && !encoding.equalsIgnoreCase("UTF-8")) {
      return Optional.of(
          "an argument holds characters that the locale (%s) does not have; set LC_ALL=C.UTF-8"
              .formatted(encoding));
    }
    return Optional.empty();
  }

  /**
   * Gives the user a name where the system has none for the user id, as in a container that runs
   * under a number: Hadoop ends at such a user otherwise. The name is HADOOP_USER_NAME, or {@code
   * shoken}.
   */
  static void nameUser() {
    String name = System.getProperty("user.name", "?");
    if (name.equals("?") || name.isBlank()) {
      String given = System.getenv("HADOOP_USER_NAME");
      String made = given == null || given.isBlank() ? "shoken" : given;
      UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(made));
    }
  }
}
