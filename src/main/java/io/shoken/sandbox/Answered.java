package io.shoken.sandbox;

import java.util.Optional;

/**
 * A chat call with its answer.
 *
 * @param source the hash of the text that was asked for, null where the request had none
 * @param fault what the script let go wrong
 */
record Answered(Reply reply, String source, Optional<FaultRule> fault) {

  static Answered refused(Reply reply) {
    return new Answered(reply, null, Optional.empty());
  }

  /** The fault on the answer's way to the client, if there is one. */
  Optional<FaultRule> faultOfDelivery() {
    return fault.filter(rule -> rule.kind().stage() == FaultKind.Stage.DELIVERY);
  }
}
