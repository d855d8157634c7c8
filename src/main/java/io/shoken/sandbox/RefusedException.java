package io.shoken.sandbox;

/** A request that is answered with an error; carries the answer, no stack trace. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  RefusedException(Reply reply) {
    super("HTTP " + reply.status(), null, false, false);
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }
}
