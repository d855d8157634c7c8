package io.shoken.text.clinical;

/** Counts the letters that two words differ by. */
final class Edits {
  private Edits() {}

  /**
   * Insertions, deletions, replacements and swaps of neighbours that make the term the beginning of
   * the word.
   */
  static int ofPrefix(String term, String word) {
    int[][] edits = new int[term.length() + 1][word.length() + 1];
    for (int j = 0; j <= word.length(); j++) {
      edits[0][j] = j;
    }
    for (int i = 1; i <= term.length(); i++) {
      edits[i][0] = i;
      for (int j = 1; j <= word.length(); j++) {
        int replaced = edits[i - 1][j - 1] + (term.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && term.charAt(i - 1) == word.charAt(j - 2)
            && term.charAt(i - 2) == word.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], 1 + edits[i - 2][j - 2]);
        }
      }
    }
    int least = term.length();
    for (int e : edits[term.length()]) {
      least = Math.min(least, e);
    }
    return least;
  }
}
