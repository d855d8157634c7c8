package io.shoken.console;

/** How far a long step is; a bar on a terminal, a log line now and then elsewhere. Thread-safe. */
public interface Progress {

  /**
   * Begins a piece of work.
   *
   * @param what a few words, never report text
   * @param total units in all, or -1 where it is not known
   */
  void start(String what, long total);

  /** Adds finished units. */
  void advance(long units);

  /** Ends the piece of work that was begun last. */
  void done();

  /**
   * How the piece of work stands, beside the bar: a few words such as a loss, never report text.
   */
  default void tell(String state) {}

  /** A line of its own, about something that was finished; never report text. */
  default void say(String line) {}

  /** Tells nobody. */
  Progress SILENT =
      new Progress() {
        @Override
        public void start(String what, long total) {}

        @Override
        public void advance(long units) {}

        @Override
        public void done() {}
      };
}
