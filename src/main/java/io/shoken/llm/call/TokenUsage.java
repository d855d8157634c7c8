package io.shoken.llm.call;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The tokens that one answer is charged for: what the service reports where that can be true, else
 * our own count. Of 100 tokens in and 40 out by our count, a report of 90 and 55 is taken as it is;
 * one of 0 and -5 is charged as 100 and 40, one of 10^18 as reported, and neither is credible.
 *
 * @param input of the request, those from the service's cache among them
 * @param cached of the input, read from the service's cache
 * @param output of the answer, hidden reasoning among them
 * @param written of the input, put into the service's cache
 * @param reasoning of the output, not part of the text
 * @param credible whether the service's report could be true; no report at all is credible
 */
public record TokenUsage(
    long input, long cached, long written, long output, long reasoning, boolean credible) {

  public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0, 0, true);

  /** A report below this share of our count is not believed: tokenizers differ by less. */
  private static final int LEAST_SHARE = 4;

  /** A report above this many times what was reserved is not believed. */
  private static final int MOST_TIMES = 4;

  /** Short texts may have any number of tokens around them, such as those of a chat template. */
  private static final long SLACK = 500;

  /** More than this is no count of tokens; the sums of many such values still fit. */
  private static final double MOST = 1e12;

  /** A usage that the service reported without any contradiction. */
  public static TokenUsage of(long input, long output) {
    return new TokenUsage(input, 0, 0, output, 0, true);
  }

  /** The tokens of both; credible if both are. */
  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(
        input + other.input,
        cached + other.cached,
        written + other.written,
        output + other.output,
        reasoning + other.reasoning,
        credible && other.credible);
  }

  /**
   * @param usage as in the answer, of whatever shape
   * @param prompt tokens of the request by our count, 0 if it is not known
   * @param text tokens of the answer's text by our count
   * @param most tokens that the answer may have, 0 if it is not known
   */
  static TokenUsage read(JsonNode usage, long prompt, long text, long most) {
    long reportedInput = number(usage, "prompt_tokens", "input_tokens");
    long reportedOutput = number(usage, "completion_tokens", "output_tokens");
    long total = number(usage, "total_tokens");
    if (reportedInput >= 0 && reportedOutput >= 0 && total > reportedInput + reportedOutput) {
      reportedOutput = total - reportedInput; // Gemini leaves its reasoning out of the answer's.
    }
    boolean credible =
        isCredible(usage, "prompt_tokens", reportedInput, prompt, prompt)
            && isCredible(usage, "completion_tokens", reportedOutput, text, Math.max(text, most));
    long input = charged(reportedInput, prompt);
    long output = charged(reportedOutput, text);
    long cached =
        Math.max(
            number(usage.path("prompt_tokens_details"), "cached_tokens"),
            number(usage, "prompt_cache_hit_tokens"));
    long known = Math.min(Math.max(0, cached), input);
    long written =
        Math.max(
            number(usage.path("prompt_tokens_details"), "cache_write_tokens"),
            number(usage, "cache_creation_input_tokens"));
    long reasoning = number(usage.path("completion_tokens_details"), "reasoning_tokens");
    return new TokenUsage(
        input,
        known,
        Math.min(Math.max(0, written), input - known),
        output,
        Math.min(Math.max(0, reasoning), output),
        credible);
  }

  private static long charged(long reported, long own) {
    return reported < own / LEAST_SHARE ? own : Math.max(0, reported);
  }

  private static boolean isCredible(
      JsonNode usage, String field, long reported, long own, long reserved) {
    if (reported < 0) {
      return !usage.path(field).isNumber(); // Absent or unreadable is no claim.
    }
    return reported >= own / LEAST_SHARE
        && (reserved == 0 || reported <= MOST_TIMES * reserved + SLACK);
  }

  /** The first of the fields that is a number of 0 or more; -1 if there is none. */
  private static long number(JsonNode node, String... fields) {
    for (String field : fields) {
      JsonNode value = node.path(field);
      if (value.isNumber() && value.asDouble() >= 0) {
        return (long) Math.min(MOST, value.asDouble());
      }
    }
    return -1;
  }
}
