package io.shoken.translate.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.llm.ServiceLimits;
import io.shoken.llm.call.ChatAnswer;
import io.shoken.llm.call.TokenUsage;
import io.shoken.translate.answer.Translation.Cost;
import io.shoken.translate.answer.Translation.Failed;
import io.shoken.translate.answer.Translation.Rejected;
import io.shoken.translate.answer.Translation.Translated;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private static final Cost COST = new Cost(TokenUsage.of(10, 5), 1, 100);

  @Test
  void takesAWholeAnswer() {
    assertThat(judge("text", false, "stop")).isEqualTo(new Translated("text", "stop", COST));
  }

  @Test
  void failsAnAnswerThatWasCutShort() {
    assertThat(judge("text", false, "length")).isEqualTo(new Failed("cut_short", "length", COST));
  }

  @Test
  void rejectsWhatTheFilterStopped() {
    assertThat(judge(null, false, "content_filter"))
        .isEqualTo(new Rejected("content_filter", "content_filter", COST));
  }

  @Test
  void rejectsAnEmptyAnswerAndARefusal() {
    assertThat(judge("", false, "stop")).isEqualTo(new Rejected("empty_answer", "stop", COST));
    assertThat(judge(null, false, "stop")).isEqualTo(new Rejected("empty_answer", "stop", COST));
    assertThat(judge("x", true, "stop"))
        .isEqualTo(new Rejected("refusal", "stop", COST, List.of(), "x"));
  }

  @Test
  void failsAnOddFinishWithoutRepeatingIt() {
    assertThat(judge("x", false, "some text")).isEqualTo(new Failed("odd_finish", null, COST));
  }

  private static Translation judge(String content, boolean refusal, String finish) {
    return Translation.of(
        new ChatAnswer(content, refusal, finish, TokenUsage.of(10, 5), ServiceLimits.UNKNOWN),
        COST);
  }
}
