package io.shoken.compose;

import java.util.List;

/**
 * Two stages of revision, told backwards: from the final Japanese to what a machine might have
 * written. Each wording is one that a radiologist would mend, with the same meaning.
 */
record Edits(List<Edit> edits) {

  private static final double OFTEN = 0.6;

  /** A wording, what stood there before, and at which stage it was mended. */
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

  /** Draws for each wording whether it was mended or had been right from the start. */
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
