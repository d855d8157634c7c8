package io.shoken.quality.metric;

/**
 * Tercom's greedy search for block moves with sacreBLEU's limits: at most 10 words a block, 50
 * words far, and 1,000 candidates a sentence. Each round takes the move that saves most edits; of
 * equals the longest block, then the earliest, then the earliest target.
 */
final class ShiftSearch {
  private static final int MAX_BLOCK = 10;
  private static final int MAX_DISTANCE = 50;
  private static final int MAX_CANDIDATES = 1000;

  private final int[] reference;
  private int[] words;
  private BeamDistance distance;
  private int checked;
  private Best best = Best.NONE;

  /** A move and the edits that it saves; one of length 0 is none. */
  private record Best(int gain, int length, int start, int target) {
    static final Best NONE = new Best(0, 0, 0, 0);

    boolean losesTo(Best other) {
      if (length == 0 || gain != other.gain) {
        return length == 0 || other.gain > gain;
      }
      if (length != other.length) {
        return other.length > length;
      }
      return start != other.start ? other.start < start : other.target < target;
    }
  }

  private ShiftSearch(int[] hypothesis, int[] reference) {
    this.words = hypothesis;
    this.reference = reference;
    this.distance = new BeamDistance(hypothesis, reference);
  }

  /** The least edits found: moves, insertions, deletions and substitutions count one each. */
  static int edits(int[] hypothesis, int[] reference) {
    if (reference.length == 0) {
      return hypothesis.length;
    }
    return new ShiftSearch(hypothesis, reference).run();
  }

  private int run() {
    int moves = 0;
    while (true) {
      best = Best.NONE;
      searchRound();
      // A round that meets the limit is given up, its best move included.
      if (checked >= MAX_CANDIDATES || best.gain() <= 0) {
        return moves + distance.distance();
      }
      moves++;
      words = move(words, best.start(), best.length(), best.target());
      distance = new BeamDistance(words, reference);
    }
  }

  private void searchRound() {
    TerAlignment alignment = new TerAlignment(distance.steps(), words.length, reference.length);
    for (int start = 0; start < words.length; start++) {
      int to = Math.min(reference.length - 1, start + MAX_DISTANCE);
      for (int at = Math.max(0, start - MAX_DISTANCE); at <= to; at++) {
        for (int length = 1; matches(start, at, length); length++) {
          if (alignment.allows(start, at, length)) {
            tryTargets(alignment, start, at, length);
            if (checked >= MAX_CANDIDATES) {
              return;
            }
          }
        }
      }
    }
  }

  /** Whether the block matches, given that it does without its last word. */
  private boolean matches(int start, int at, int length) {
    int last = length - 1;
    return length <= MAX_BLOCK
        && start + last < words.length
        && at + last < reference.length
        && words[start + last] == reference[at + last];
  }

  private void tryTargets(TerAlignment alignment, int start, int at, int length) {
    int tried = -1;
    for (int offset = -1; offset < length && at + offset < reference.length; offset++) {
      int target = at + offset < 0 ? 0 : alignment.toHypothesis(at + offset) + 1;
      if (target != tried) {
        tried = target;
        tryMove(start, length, target);
      }
    }
  }

  private void tryMove(int start, int length, int target) {
    int[] moved = move(words, start, length, target);
    int from = Math.min(start, target);
    int to = Math.min(words.length, Math.max(target, start) + length);
    int gain = distance.distance() - distance.distanceOf(moved, from, to);
    checked++;
    Best candidate = new Best(gain, length, start, target);
    if (best.losesTo(candidate)) {
      best = candidate;
    }
  }

  /** The words with the block before {@code target}; a target inside the block moves it right. */
  static int[] move(int[] words, int start, int length, int target) {
    int end = start + length;
    int[] moved = words.clone();
    if (target < start) {
      System.arraycopy(words, target, moved, target + length, start - target);
      System.arraycopy(words, start, moved, target, length);
    } else {
      int passed = Math.min(target > end ? target - end : target - start, words.length - end);
      System.arraycopy(words, end, moved, start, passed);
      System.arraycopy(words, start, moved, start + passed, length);
    }
    return moved;
  }
}
