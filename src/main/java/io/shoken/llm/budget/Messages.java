package io.shoken.llm.budget;

import io.shoken.core.UserException;
import java.io.Serializable;
import java.util.List;

/** What executors and the driver say to each other through Spark's plugin RPC. */
public final class Messages {

  private Messages() {}

  /** How one reservation ended. */
  public enum Ending {
    /** The service answered; the text is done with. */
    ANSWERED,
    /** The text is asked again, with a new reservation. */
    ASKED_AGAIN,
    /** The attempts are used up without an answer; the text is done with. */
    GIVEN_UP,
    /** The job stopped; the text is left for another run. */
    LEFT
  }

  public sealed interface Message extends Serializable permits Hello, Ask {
    String job();
  }

  /** An executor's first word; it is answered with {@link Service}. */
  public record Hello(String job) implements Message {}

  /** Where to call and with which key. The key travels here only, so that it is on no disk. */
  public record Service(String baseUrl, String key) implements Serializable {
    @Override
    public String toString() {
      return "Service[baseUrl=" + baseUrl + ", key=***]";
    }
  }

  /**
   * The tokens of one call before it is made.
   *
   * @param promptTokens as counted here
   * @param maxTokens the most that its answer may have
   */
  public record Wish(int promptTokens, int maxTokens) implements Serializable {
    long worst() {
      return (long) promptTokens + maxTokens;
    }
  }

  /**
   * What a call used.
   *
   * @param tokens that count against the limits per minute
   * @param paidInput that are paid for
   * @param paidOutput that are paid for
   */
  public record Used(long tokens, long paidInput, long paidOutput) implements Serializable {

    public static Used answered(long inputTokens, long outputTokens) {
      return new Used(inputTokens + outputTokens, inputTokens, outputTokens);
    }

    /** The service refused with a status: its prompt was read at the most, and nobody pays. */
    public static Used refused(int promptTokens) {
      return new Used(promptTokens, 0, 0);
    }

    /** Nobody knows what the service did before the connection was lost. */
    public static Used lost(Wish wish) {
      return new Used(wish.worst(), wish.promptTokens(), wish.maxTokens());
    }
  }

  record Settled(long lease, Used used, Ending ending) implements Serializable {}

  /**
   * What a service says of its own limits, per minute; negative where it does not.
   *
   * @param limitRequests its limit
   * @param remainingRequests what is left of it
   */
  public record Heard(
      long limitRequests, long remainingRequests, long limitTokens, long remainingTokens)
      implements Serializable {
    public static final Heard NOTHING = new Heard(-1, -1, -1, -1);

    /** The later limits with the smaller remainders. */
    Heard and(Heard later) {
      return new Heard(
          later.limitRequests > 0 ? later.limitRequests : limitRequests,
          smaller(remainingRequests, later.remainingRequests),
          later.limitTokens > 0 ? later.limitTokens : limitTokens,
          smaller(remainingTokens, later.remainingTokens));
    }

    private static long smaller(long a, long b) {
      return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }
  }

  /** Why a job stops. */
  public record Stop(UserException.Kind kind, String reason) implements Serializable {}

  /**
   * News and wishes of one executor since its last message; answered with {@link Told}.
   *
   * @param reserve the calls that are wished for, in order
   * @param heard what the service said of its limits meanwhile
   * @param pauseMillis the longest pause that a service asked for, 0 for none
   * @param stop null unless a call failed in a way that concerns every call
   */
  record Ask(
      String job,
      List<Wish> reserve,
      List<Settled> settled,
      Heard heard,
      long pauseMillis,
      Stop stop)
      implements Message {}

  /**
   * @param leases of the first of the reservations wished for
   * @param waitNanos before the next one can be had, 0 if all were granted
   * @param forSlot whether a settlement of one's own ends the wait
   * @param stopped whether the job has stopped: nothing more is granted
   */
  record Told(List<Long> leases, long waitNanos, boolean forSlot, boolean stopped)
      implements Serializable {}
}
