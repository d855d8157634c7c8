package io.shoken.app.config;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Masks values of settings that may be secrets, before they are printed or kept: by the name of the
 * key, and by the look of the value, since any option of Spark or Hadoop may hold a credential.
 */
public final class Secrets {
  /** Stands in a secret's place. */
  static final String MASK = "***";

  /** Names of keys with secrets; {@code tokens} are a count, {@code token} is one. */
  public static final String KEYS =
      "(?i)secret|passw|pass[-_.]?phrase|pwd|credential|(api|access|account|private|shared|encryption|client|master)[-_.]?key"
          + "|(^|[^a-z])(token|sas|signature|sig|jaas|bearer|authorization)([^a-z]|$)|keytab";

  private static final Pattern KEY = Pattern.compile(KEYS);

  /** As services write their keys: by a prefix, or as a web token. */
  private static final Pattern KNOWN =
      Pattern.compile(
          "\\b(sk|pk|rk|hf|ghp|gho|ghs|glpat|xox[a-z]|npm|dop_v1)[-_][A-Za-z0-9_-]{8,}"
              + "|\\b(AKIA|ASIA|AIza|eyJ)[A-Za-z0-9_-]{10,}");

  /** Part of an address or of a connection string that carries a secret. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)([?&;\\s](sig|signature|token|access_token|key|api[-_]?key|password|pwd|secret"
              + "|accountkey|sharedaccesskey|x-amz-signature|x-amz-credential)=)[^&;\\s\"']+");

  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]+@");

  /** Runs of letters and digits, and of the characters of Base64. */
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9]{16,}");

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{20,}={1,2}");

  private Secrets() {}

  /** The value, or what may be shown of it. */
  public static String masked(String key, String value) {
    if (KEY.matcher(key).find() || isSecret(value)) {
      return MASK;
    }
    String named = NAMED.matcher(value).replaceAll("$1" + MASK);
    return USER_INFO.matcher(named).replaceAll("//" + MASK + "@");
  }

  private static boolean isSecret(String value) {
    return KNOWN.matcher(value).find()
        || BASE64.matcher(value).find()
        || RUN.matcher(value).results().anyMatch(run -> isRandom(run.group()))
        || isKeyOfEnvironment(value, System.getenv());
  }

  /**
   * Whether it looks drawn at random rather than written: letters of both cases with digits among
   * them, or digits and letters that change places often. {@code KryoSerializer} changes between
   * letters and digits 0 times, {@code b3f9d0a17c55e2} 8 times.
   */
  private static boolean isRandom(String run) {
    long digits = run.chars().filter(Character::isDigit).count();
    boolean bothCases =
        run.chars().anyMatch(Character::isUpperCase)
            && run.chars().anyMatch(Character::isLowerCase);
    int changes = 0;
    for (int i = 1; i < run.length(); i++) {
      if (Character.isDigit(run.charAt(i)) != Character.isDigit(run.charAt(i - 1))) {
        changes++;
      }
    }
    return (bothCases && digits >= 2 && changes >= 3) || changes >= 6;
  }

  /** Whether it holds the key of the endpoint, however that looks. */
  static boolean isKeyOfEnvironment(String value, Map<String, String> environment) {
    String key = environment.getOrDefault("OPENAI_API_KEY", "");
    return key.length() >= 8 && value.contains(key);
  }
}
