package io.shoken.app.config;

import java.util.Comparator;
import java.util.List;

/** The known word that a mistyped one most likely meant. */
final class Nearest {
  private Nearest() {}

  /** The word of the list with the fewest edits from {@code word}; the first of equals. */
  static String of(String word, List<String> known) {
    return known.stream().min(Comparator.comparingInt(k -> edits(word, k))).orElseThrow();
  }

  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
