package io.shoken.quality.check;

/** A count with its least and most value, for wordings that can be read either way: {@code 1-2}. */
record Range(int least, int most) {

  /** How far apart the two are; negative if the other is above. */
  int above(Range other) {
    return least > other.most ? least - other.most : most < other.least ? most - other.least : 0;
  }
}
