package io.shoken.review.file;

import io.shoken.core.UserException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a file, row by row, and refuses the file as a whole. */
public final class Refusals {
  private static final int MOST_SHOWN = 20;

  private final String file;
  private final List<String> faults = new ArrayList<>();

  public Refusals(String file) {
    this.file = file;
  }

  /** Notes a fault; the words hold no text of a report. */
  public void add(int row, String why) {
    faults.add("row " + row + ": " + why);
  }

  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /**
   * Ends the import where anything was noted.
   *
   * @throws UserException (5) that names the first 20 rows
   */
  public void throwIfAny() {
    if (!faults.isEmpty()) {
      throw refusal(
          file,
          String.join("; ", faults.subList(0, Math.min(MOST_SHOWN, faults.size())))
              + (faults.size() > MOST_SHOWN
                  ? "; and " + (faults.size() - MOST_SHOWN) + " more"
                  : ""));
    }
  }

  /** The refusal of a file for a reason that no row has. */
  public static UserException refusal(String file, String why) {
    return UserException.input(file + ": " + why + "; nothing of it was imported");
  }
}
