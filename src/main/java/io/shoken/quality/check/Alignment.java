package io.shoken.quality.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Pairs the sentences of a source with those of its translation: the cheapest pairing in order, by
 * length (Gale and Church 1993) and by what both speak of. A group joins up to three sentences of a
 * side; a sentence without a counterpart is a group of its own.
 */
final class Alignment {

  /**
   * Sentences that belong together.
   *
   * @param first the first source sentence, from 0
   * @param sources how many there are
   * @param answers how many sentences of the answer, from {@code firstAnswer}
   * @param source what the source sentences say together
   * @param sourceParts the same, each for itself
   */
  record Group(
      int first,
      int sources,
      int firstAnswer,
      int answers,
      Reading source,
      Reading answer,
      List<Reading> sourceParts,
      List<Reading> answerParts) {

    boolean isAlone() {
      return sources == 0 || answers == 0;
    }
  }

  private static final int[][] SHAPES = {
    {1, 1}, {1, 0}, {0, 1}, {1, 2}, {2, 1}, {2, 2}, {1, 3}, {3, 1}
  };

  /** Chars of Japanese for each of English, and the variance of that for each char. */
  private static final double LENGTH_RATIO = 0.37;

  private static final double LENGTH_VARIANCE = 0.6;
  private static final double MOST_FOR_LENGTH = 6;
  private static final double ALONE = 3.5;

  /** For each concept of a sentence that stands alone, as half of it may recur elsewhere. */
  private static final double ALONE_CONCEPT = 0.6;

  private static final double JOINED = 2;
  private static final int BAND = 8;

  private static final int MOST_JOINED = 3;

  private final int n;
  private final int m;

  /** {@code sources[i][k]} is the reading of k sentences joined, from sentence i on. */
  private final Reading[][] sources;

  private final Reading[][] answers;

  private Alignment(List<Reading> sources, List<Reading> answers) {
    this.n = sources.size();
    this.m = answers.size();
    this.sources = joined(sources);
    this.answers = joined(answers);
  }

  private static Reading[][] joined(List<Reading> readings) {
    Reading[][] joined = new Reading[readings.size() + 1][MOST_JOINED + 1];
    for (int from = 0; from <= readings.size(); from++) {
      joined[from][0] = Reading.NOTHING;
      for (int k = 1; k <= MOST_JOINED && from + k <= readings.size(); k++) {
        joined[from][k] = joined[from][k - 1].plus(readings.get(from + k - 1));
      }
    }
    return joined;
  }

  static List<Group> of(List<Reading> sources, List<Reading> answers) {
    return new Alignment(sources, answers).groups();
  }

  private List<Group> groups() {
    double[][] cost = new double[n + 1][m + 1];
    int[][] shape = new int[n + 1][m + 1];
    for (double[] row : cost) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    cost[0][0] = 0;
    for (int i = 0; i <= n; i++) {
      for (int j = from(i); j <= to(i); j++) {
        for (int s = 0; s < SHAPES.length && i + j > 0; s++) {
          int a = i - SHAPES[s][0];
          int b = j - SHAPES[s][1];
          if (a >= 0 && b >= 0 && cost[a][b] + floor(s) < cost[i][j]) {
            double sum = cost[a][b] + cost(a, b, SHAPES[s]);
            if (sum < cost[i][j]) {
              cost[i][j] = sum;
              shape[i][j] = s;
            }
          }
        }
      }
    }
    return walkBack(shape);
  }

  /** Only pairs near the diagonal are looked at; the corners always are. */
  private int from(int i) {
    return n == 0 ? 0 : Math.max(0, i * m / n - width());
  }

  private int to(int i) {
    return n == 0 ? m : Math.min(m, i * m / n + width());
  }

  private int width() {
    return BAND + Math.abs(n - m);
  }

  private List<Group> walkBack(int[][] shape) {
    List<Group> groups = new ArrayList<>();
    int i = n;
    int j = m;
    while (i > 0 || j > 0) {
      int[] step = SHAPES[shape[i][j]];
      i -= step[0];
      j -= step[1];
      groups.add(group(i, j, step));
    }
    Collections.reverse(groups);
    return groups;
  }

  private Group group(int source, int answer, int[] shape) {
    return new Group(
        source,
        shape[0],
        answer,
        shape[1],
        sources[source][shape[0]],
        answers[answer][shape[1]],
        parts(sources, source, shape[0]),
        parts(answers, answer, shape[1]));
  }

  private static List<Reading> parts(Reading[][] readings, int from, int count) {
    List<Reading> parts = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      parts.add(readings[i][1]);
    }
    return parts;
  }

  private static double floor(int shape) {
    int[] step = SHAPES[shape];
    return step[0] == 0 || step[1] == 0 ? ALONE : JOINED * (step[0] + step[1] - 2);
  }

  private double cost(int from, int fromAnswer, int[] shape) {
    Reading source = sources[from][shape[0]];
    Reading answer = answers[fromAnswer][shape[1]];
    if (shape[0] == 0 || shape[1] == 0) {
      return ALONE + ALONE_CONCEPT * source.longest().plus(answer.longest()).count();
    }
    double gap = answer.length() - LENGTH_RATIO * source.length();
    double length = gap * gap / (2 * LENGTH_VARIANCE * (source.length() + 20));
    return JOINED * (shape[0] + shape[1] - 2)
        + Math.min(MOST_FOR_LENGTH, length)
        + source.missingIn(answer).count()
        + 0.7 * answer.missingIn(source).count()
        + 1.5 * Long.bitCount(source.numbers() ^ answer.numbers())
        + Math.abs(source.sides().left() - answer.sides().left())
        + Math.abs(source.sides().right() - answer.sides().right())
        + 0.7 * Math.abs(source.negations().range().above(answer.negations().range()));
  }
}
