package io.shoken.review;

/** Counts the least number of inserted, deleted and replaced code points between two texts. */
final class EditDistance {
  private EditDistance() {}

  static int of(String from, String to) {
    int[] a = from.strip().codePoints().toArray();
    int[] b = to.strip().codePoints().toArray();
    int[] row = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length];
  }
}
