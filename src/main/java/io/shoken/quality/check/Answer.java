package io.shoken.quality.check;

/**
 * An answer with its source.
 *
 * @param english the source as it was sent
 * @param japanese the answer without outer white space
 * @param finishReason as the service wrote it
 */
public record Answer(String english, String japanese, String finishReason) {

  /** One that the service called complete. */
  public static Answer complete(String english, String japanese) {
    return new Answer(english, japanese, "stop");
  }
}
