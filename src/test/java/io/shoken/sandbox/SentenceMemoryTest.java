package io.shoken.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.sandbox.SentenceMemory.Known;
import io.shoken.sandbox.SentenceMemory.Unknown;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentenceMemoryTest {

  private final SentenceMemory memory =
      new SentenceMemory(
          Map.of(
              "One.", "a",
              "Two.", "b",
              "One. Two.", "c",
              "Three", "d",
              "Three four", "e",
              "four", "f",
              "He said \"yes\".", "g",
              "Caf\u00e9.", "h"));

  @Test
  void joinsSentencesWithoutSpace() {
    assertThat(memory.read("Two.   One.")).isEqualTo(new Known("ba"));
  }

  @Test
  void takesTheReadingWithTheFewestSentences() {
    assertThat(memory.read("One. Two.")).isEqualTo(new Known("c"));
    assertThat(memory.read("Three four")).isEqualTo(new Known("e"));
  }

  @Test
  void keepsLineBreaksRatherThanJoiningOverThem() {
    assertThat(memory.read("One.\nTwo.")).isEqualTo(new Known("a\nb"));
    assertThat(memory.read(" One.\r\n\r\nTwo.\n")).isEqualTo(new Known("a\n\nb"));
  }

  @Test
  void readsASentenceThatIsWrappedOverTwoLines() {
    assertThat(memory.read("He\n  said \"yes\". Two.")).isEqualTo(new Known("gb"));
  }

  @Test
  void goesBackToAShorterSentenceWhenTheLongestLeadsNowhere() {
    SentenceMemory backs = new SentenceMemory(Map.of("A b", "1", "A b c", "2", "c d", "3"));
    assertThat(backs.read("A b c d")).isEqualTo(new Known("13"));
  }

  @Test
  void passesOverBulletsAndQuotationMarksBetweenSentences() {
    assertThat(memory.read("\u2022 One. \"Two.\"")).isEqualTo(new Known("ab"));
  }

  @Test
  void readsGluedSentencesButNeverPartOfAWord() {
    assertThat(memory.read("Two.One.")).isEqualTo(new Known("ba"));
    assertThat(memory.read("Threefour")).isInstanceOf(Unknown.class);
  }

  @Test
  void comparesInNfc() {
    assertThat(memory.read("Cafe\u0301.")).isEqualTo(new Known("h"));
  }

  @Test
  void saysHowFarItCouldRead() {
    assertThat(memory.read("One. Two. Five.")).isEqualTo(new Unknown(10, 15));
    assertThat(memory.read("Five.")).isEqualTo(new Unknown(0, 5));
  }

  @Test
  void readsNothingAsNothing() {
    assertThat(memory.read("  \n ")).isEqualTo(new Known(""));
  }
}
