package io.shoken.llm.budget;

import io.shoken.core.UserException;
import io.shoken.llm.Service;
import io.shoken.llm.ServiceLimits;
import java.io.Serializable;
import java.util.List;

/** The messages between executors and the driver, sent through Spark's plugin RPC. */
public final class Messages {

  private Messages() {}

  /** How one reservation ended. */
  public enum Ending {
    /** The service answered; the text is done with. */
    ANSWERED,
    /** The text is retried, with a new reservation. */
    RETRIED,
    /** The service refused; the text waits for what that means. */
    REFUSED,
    /** The attempts are used up without an answer; the text is done with. */
    GIVEN_UP,
    /** The job stopped; the text is left for another run. */
    LEFT
  }

  public sealed interface Message extends Serializable permits Connect, Update {
    String job();
  }

  /** An executor joins the job; answered with {@link Service}. */
  public record Connect(String job) implements Message {}

  /**
   * The tokens of one call as estimated before it.
   *
   * @param promptTokens as counted here
   * @param maxTokens the most that its answer may have
   */
  public record CallEstimate(int promptTokens, int maxTokens) implements Serializable {
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

    /** The service refused with a status: at most it read the prompt, and it charges nothing. */
    public static Used refused(int promptTokens) {
      return new Used(promptTokens, 0, 0);
    }

    /** The connection was lost: the service may have answered, so the worst case counts. */
    public static Used lost(CallEstimate call) {
      return new Used(call.worst(), call.promptTokens(), call.maxTokens());
    }
  }

  /**
   * @param doubt null unless the service refused in a way that concerns the job where it happens
   *     many times in a row
   */
  record Settlement(long reservation, Used used, Ending ending, Stop doubt)
      implements Serializable {}

  /** Why a job stops. */
  public record Stop(UserException.Kind kind, String reason) implements Serializable {}

  /**
   * What happened on one executor since its last message, and the calls that it wants to make;
   * answered with {@link Grant}.
   *
   * @param reserve the calls, in order
   * @param limits what the service reported of its limits meanwhile
   * @param pauseMillis the longest pause that a service asked for, 0 for none
   * @param stop null unless a call failed in a way that concerns every call
   */
  record Update(
      String job,
      List<CallEstimate> reserve,
      List<Settlement> settled,
      ServiceLimits limits,
      long pauseMillis,
      Stop stop)
      implements Message {}

  /**
   * The reservations that the driver grants.
   *
   * @param granted their ids, for the first calls of the update
   * @param waitNanos until the next one can be granted, 0 if all were granted
   * @param forSlot whether a settlement of this executor ends the wait
   * @param stopped whether the job has stopped: nothing more is granted
   */
  record Grant(List<Long> granted, long waitNanos, boolean forSlot, boolean stopped)
      implements Serializable {}
}
