package io.shoken.check;

import java.util.Map;

/** How many there are: some wordings can be read either way. */
record Range(int least, int most) {

  static Range of(Map<String, Integer> cues) {
    int must = cues.getOrDefault("must", 0);
    return new Range(must, must + cues.getOrDefault("may", 0));
  }

  /** Several words of doubt in one sentence may be one doubt; question marks are counted. */
  static Range ofDoubts(Map<String, Integer> cues) {
    int words = cues.getOrDefault("must", 0);
    int marks = cues.getOrDefault("mark", 0);
    return new Range(marks + Math.min(1, words), marks + words + cues.getOrDefault("may", 0));
  }

  Range plus(Range other) {
    return new Range(least + other.least, most + other.most);
  }

  /** How far apart the two are; negative if the other is above. */
  int above(Range other) {
    return least > other.most ? least - other.most : most < other.least ? most - other.least : 0;
  }
}
