package io.shoken.bert;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text that is longer than a model's positions into overlapping windows, each with the
 * text's first and last token ([CLS], [SEP]) around its part, so that nothing of a long report is
 * left unread.
 *
 * @param positions of the model
 * @param overlap tokens that two neighbours share
 */
public record Windows(int positions, int overlap) {

  /**
   * @throws IllegalArgumentException if a window could not move forward
   */
  public Windows {
    if (overlap < 0 || positions < 3 || overlap >= positions - 2) {
      throw new IllegalArgumentException(
          "windows of " + positions + " positions cannot overlap by " + overlap);
    }
  }

  /** The windows, at least one; of like length, rather than a last one of a few tokens. */
  public List<int[]> of(int[] ids) {
    if (ids.length <= positions) {
      return List.of(ids);
    }
    int body = ids.length - 2;
    int most = positions - 2;
    int windows = ceilDiv(body - overlap, most - overlap);
    int width = ceilDiv(body + (windows - 1) * overlap, windows);
    List<int[]> cut = new ArrayList<>();
    for (int w = 0; w < windows; w++) {
      int from = Math.min(w * (width - overlap), body - width);
      int[] window = new int[width + 2];
      window[0] = ids[0];
      System.arraycopy(ids, 1 + from, window, 1, width);
      window[width + 1] = ids[ids.length - 1];
      cut.add(window);
    }
    return cut;
  }

  private static int ceilDiv(int dividend, int divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }
}
