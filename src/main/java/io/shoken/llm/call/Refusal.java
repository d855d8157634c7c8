package io.shoken.llm.call;

import java.util.regex.Pattern;

/**
 * What a service's error says, in words that are safe to show.
 *
 * @param status the HTTP status
 * @param code the service's word for the error, empty where it has none
 * @param setting the request's field that the service complains of, empty where it names none
 */
public record Refusal(FailureKind kind, int status, String code, String setting) {

  /** Codes are words of a protocol; anything else might be text. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

  public Refusal {
    code = safe(code);
    setting = safe(setting);
  }

  /** The word itself, or nothing if it could be anything else. */
  static String safe(String word) {
    return WORD.matcher(word).matches() && !word.matches("None|null") ? word : "";
  }

  /** The status with the service's words, such as {@code HTTP 400 unsupported_value (seed)}. */
  public String describe() {
    return "HTTP "
        + status
        + (code.isEmpty() ? "" : " " + code)
        + (setting.isEmpty() ? "" : " (" + setting + ")");
  }
}
