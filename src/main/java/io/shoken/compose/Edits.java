package io.shoken.compose;

import java.util.List;

/**
 * Derives the two earlier stages of a revision from the final Japanese, back to what a machine
 * might have written. Each earlier wording has the same meaning and is one that a radiologist would
 * correct.
 */
record Edits(List<Edit> edits) {

  private static final double OFTEN = 0.6;

  /** A wording, the earlier one, and the stage at which it was corrected. */
  record Edit(boolean bySenior, String last, String earlier) {}

  /** The three stages of one text. */
  record Stages(String machine, String revised, String checked) {}

  static Edits load() {
    return new Edits(
        Tsv.read("edits.tsv").stream()
            .map(
                line ->
                    new Edit(
                        line.get("stage").equals("checked"),
                        line.get("final"),
                        line.get("earlier")))
            .toList());
  }

  /** Draws for each wording whether it was corrected or was right from the start. */
  Stages stages(String checked, Dice dice) {
    String revised = undo(checked, true, dice);
    return new Stages(undo(revised, false, dice), revised, checked);
  }

  private String undo(String text, boolean bySenior, Dice dice) {
    String undone = text;
    for (Edit edit : edits) {
      if (edit.bySenior() == bySenior && dice.chance(OFTEN)) {
        undone = undone.replace(edit.last(), edit.earlier());
      }
    }
    return undone;
  }
}
