package io.shoken.quality.check;

/** How many there are: some wordings can be read either way. */
record Range(int least, int most) {

  /** How far apart the two are; negative if the other is above. */
  int above(Range other) {
    return least > other.most ? least - other.most : most < other.least ? most - other.least : 0;
  }
}
