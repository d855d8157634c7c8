package io.shoken.quality.check;

import io.shoken.text.clinical.Language;
import java.util.List;

/**
 * The sentences of an answer and its source, and which belong together.
 *
 * @param english folded sentences
 * @param japanese folded sentences
 */
record Comparison(List<String> english, List<String> japanese, List<Alignment.Group> groups) {

  private static final Reading.Reader ENGLISH = new Reading.Reader(Language.ENGLISH);
  private static final Reading.Reader JAPANESE = new Reading.Reader(Language.JAPANESE);

  static Comparison of(Answer answer) {
    List<String> english = Language.ENGLISH.sentences(answer.english());
    List<String> japanese = Language.JAPANESE.sentences(answer.japanese());
    return new Comparison(
        english,
        japanese,
        Alignment.of(
            english.stream().map(ENGLISH::of).toList(),
            japanese.stream().map(JAPANESE::of).toList()));
  }

  String source(Alignment.Group group) {
    return String.join("\n", english.subList(group.first(), group.first() + group.sources()));
  }

  String answer(Alignment.Group group) {
    return String.join(
        "\n", japanese.subList(group.firstAnswer(), group.firstAnswer() + group.answers()));
  }
}
