package io.shoken.translate;

import io.shoken.report.UserException;
import java.io.Serializable;
import java.util.List;

/** What executors and the driver say to each other through Spark's plugin RPC. */
final class Messages {

  private Messages() {}

  /** How one reservation ended. */
  enum Ending {
    /** The service answered; the text is done with. */
    ANSWERED,
    /** The text is asked again, with a new reservation. */
    ASKED_AGAIN,
    /** The attempts are used up without an answer; the text is done with. */
    GIVEN_UP,
    /** The job stopped; the text is left for another run. */
    LEFT
  }

  sealed interface Message extends Serializable permits Hello, Ask {
    String job();
  }

  /** An executor's first word; it is answered with {@link Service}. */
  record Hello(String job) implements Message {}

  /** Where to call and with which key. The key travels here only, so that it is on no disk. */
  record Service(String baseUrl, String key) implements Serializable {
    @Override
    public String toString() {
      return "Service[baseUrl=" + baseUrl + ", key=***]";
    }
  }

  record Settled(long lease, long tokens, Ending ending) implements Serializable {}

  /** Why a job stops. */
  record Stop(UserException.Kind kind, String reason) implements Serializable {}

  /**
   * News and wishes of one executor since its last message; answered with {@link Told}.
   *
   * @param reserve tokens of each reservation wished for, in order
   * @param pauseMillis the longest pause that a service asked for, 0 for none
   * @param stop null unless a call failed in a way that concerns every call
   */
  record Ask(String job, List<Integer> reserve, List<Settled> settled, long pauseMillis, Stop stop)
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
