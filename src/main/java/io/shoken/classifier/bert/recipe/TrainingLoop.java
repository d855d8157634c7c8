package io.shoken.classifier.bert.recipe;

import io.shoken.classifier.bert.training.BatchOrder;
import io.shoken.classifier.bert.training.Trainer;
import io.shoken.console.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Runs a trainer over its data, epoch by epoch, starting at its newest checkpoint. A process that
 * resumes a killed one makes the same batches from there on.
 *
 * @param name for the progress
 * @param lengths of the examples, for batches of like length
 * @param nanoTime a clock for durations
 */
record TrainingLoop(
    String name,
    Path checkpoints,
    List<Integer> lengths,
    int batchSize,
    int epochs,
    long seed,
    Duration every,
    LongSupplier nanoTime,
    Progress progress) {
  private static final int POINTS = 200;

  /** Makes a batch of examples. */
  @FunctionalInterface
  interface Batches<T> {
    List<T> of(List<Integer> examples, int epoch);
  }

  /** Called at the end of an epoch, before its checkpoint. */
  @FunctionalInterface
  interface EpochEnd {
    /** Called with the epoch's number, counted from 1, and what was seen so far. */
    void after(int epoch, TrainingHistory state);
  }

  /** Updates in all. */
  long steps() {
    return epochs * stepsOfEpoch();
  }

  private long stepsOfEpoch() {
    return BatchOrder.steps(lengths.size(), batchSize);
  }

  /**
   * Trains to the end and returns what was seen on the way.
   *
   * @param continues asked before each epoch; a function of the state alone, so that a training
   *     that was over is over for the process that resumes it as well
   */
  <T> TrainingHistory run(
      Trainer<T> trainer, Batches<T> batches, EpochEnd end, Predicate<TrainingHistory> continues) {
    long all = steps();
    long stepsOfPoint = Math.max(1, all / POINTS);
    TrainingHistory state =
        trainer
            .resume(checkpoints)
            .map(saved -> TrainingHistory.of(saved, stepsOfPoint))
            .orElseGet(() -> new TrainingHistory(stepsOfPoint));
    progress.start(name, all);
    progress.advance(trainer.steps());
    Timer<T> timer = new Timer<>(trainer, state, nanoTime.getAsLong());
    int done = (int) (trainer.steps() / stepsOfEpoch());
    for (; done < epochs && continues.test(state); done++) {
      epoch(trainer, batches, state, done, timer);
      end.after(done + 1, state);
      timer.checkpoint();
    }
    progress.done();
    return state;
  }

  private <T> void epoch(
      Trainer<T> trainer, Batches<T> batches, TrainingHistory state, int epoch, Timer<T> timer) {
    List<List<Integer>> order = BatchOrder.of(lengths, batchSize, seed, epoch);
    int from = (int) (trainer.steps() - epoch * stepsOfEpoch());
    for (int b = from; b < order.size(); b++) {
      double loss = trainer.step(batches.of(order.get(b), epoch));
      state.add(trainer.steps(), loss);
      progress.advance(1);
      progress.tell(String.format(Locale.ROOT, "loss %.4f", state.loss()));
      if (b + 1 < order.size()) {
        timer.checkpointIfDue();
      }
    }
  }

  /** Writes checkpoints at intervals. */
  private final class Timer<T> {
    private final Trainer<T> trainer;
    private final TrainingHistory state;
    private long last;

    Timer(Trainer<T> trainer, TrainingHistory state, long now) {
      this.trainer = trainer;
      this.state = state;
      this.last = now;
    }

    void checkpointIfDue() {
      if (nanoTime.getAsLong() - last >= every.toNanos()) {
        checkpoint();
      }
    }

    void checkpoint() {
      long now = nanoTime.getAsLong();
      state.spend((now - last) / 1e9);
      last = now;
      trainer.checkpoint(checkpoints, state.toSave());
    }
  }
}
