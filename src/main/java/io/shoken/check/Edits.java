package io.shoken.check;

/** How many letters two words differ by. */
final class Edits {
  private Edits() {}

  /** Insertions, deletions and replacements that make the term the beginning of the word. */
  static int ofPrefix(String term, String word) {
    int[] row = new int[word.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= term.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (term.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    int least = row[0];
    for (int edits : row) {
      least = Math.min(least, edits);
    }
    return least;
  }
}
