package io.shoken.translate;

import io.shoken.core.UserException;
import io.shoken.llm.call.BatchClient;
import io.shoken.llm.call.BatchClient.State;
import io.shoken.translate.batch.BatchParts;
import io.shoken.translate.batch.BatchParts.ExportedPart;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Warehouse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Keeps a service's queue of batches filled until every text has its row. Everything that it knows
 * is in the files of the batches, so that a killed one is resumed by another.
 */
final class BatchRun {

  /** Texts whose batches gave no answer are exported again this often. */
  private static final int MOST_EXPORTS = 5;

  private final Batches batches;
  private final Duration poll;
  private final BatchClient client;
  private final Consumer<String> out;
  private int exitCode;

  BatchRun(Batches batches, Duration poll, BatchClient client, Consumer<String> out) {
    this.batches = batches;
    this.poll = poll;
    this.client = client;
    this.out = out;
  }

  int run(Warehouse warehouse, ToIntFunction<Step> commit) throws InterruptedException {
    for (int exports = 0; ; exports++) {
      long requests = batches.export(warehouse, Optional.empty());
      finishOpen(warehouse, commit);
      if (requests == 0) {
        return exitCode;
      }
      if (exports == MOST_EXPORTS) {
        throw new UserException(
            UserException.Kind.TRY_LATER,
            "translate batch run: %,d texts have no answer after %d exports; run it again later"
                .formatted(requests, exports + 1));
      }
    }
  }

  /** Orders the parts that are open, as the queue has room, and takes in what is over. */
  private void finishOpen(Warehouse warehouse, ToIntFunction<Step> commit)
      throws InterruptedException {
    while (true) {
      int ordered = batches.submit(warehouse);
      List<ExportedPart> waiting = new BatchParts(warehouse).submitted();
      if (waiting.isEmpty()) {
        return;
      }
      if (takeIn(warehouse, waiting, commit) == 0 && ordered == 0) {
        Thread.sleep(poll.toMillis());
      }
    }
  }

  /** Imports what is over; returns the number of batches that were. */
  private int takeIn(Warehouse warehouse, List<ExportedPart> waiting, ToIntFunction<Step> commit) {
    BatchParts parts = new BatchParts(warehouse);
    int over = 0;
    Optional<State> moneyless = Optional.empty();
    for (ExportedPart part : waiting) {
      State state = client.state(parts.submitted(part).orElseThrow().batchId());
      if (state.status().equals(BatchClient.NOT_FOUND)) {
        throw new UserException(
            UserException.Kind.UNAVAILABLE,
            "translate batch run: the service does not know batch %s of %s; see translate.base-url and OPENAI_API_KEY"
                .formatted(state.id(), part.address()));
      }
      if (state.isOver()) {
        over++;
        out.accept(
            "%s: %s%s"
                .formatted(
                    part.address(),
                    state.status(),
                    state.status().equals("failed") ? ", " + state.reason() : ""));
        moneyless = state.isOutOfMoney() ? Optional.of(state) : moneyless;
      }
    }
    if (over > 0) {
      exitCode = Math.max(exitCode, commit.applyAsInt(batches.importing(List.of())));
    }
    moneyless.ifPresent(
        state -> {
          throw new UserException(
              UserException.Kind.QUOTA,
              "translate batch run: batch %s failed, %s; what was answered is kept, run it again when the account has funds"
                  .formatted(state.id(), state.reason()));
        });
    return over;
  }
}
