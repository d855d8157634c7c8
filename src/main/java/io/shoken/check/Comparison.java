package io.shoken.check;

import java.util.List;

/** An answer beside its source, sentence by sentence. */
record Comparison(Answer answer, List<Alignment.Group> groups) {

  private static final Reading.Reader ENGLISH = new Reading.Reader(Language.ENGLISH);
  private static final Reading.Reader JAPANESE = new Reading.Reader(Language.JAPANESE);

  static Comparison of(Answer answer) {
    List<Reading> english =
        Language.ENGLISH.sentences(answer.english()).stream().map(ENGLISH::of).toList();
    List<Reading> japanese =
        Language.JAPANESE.sentences(answer.japanese()).stream().map(JAPANESE::of).toList();
    return new Comparison(answer, Alignment.of(english, japanese));
  }
}
