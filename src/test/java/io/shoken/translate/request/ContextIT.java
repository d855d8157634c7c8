package io.shoken.translate.request;

import static io.shoken.testkit.TestRows.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.core.Hashes;
import io.shoken.llm.ModelTable;
import io.shoken.llm.Service;
import io.shoken.llm.call.BatchClient;
import io.shoken.testkit.Shaped;
import io.shoken.testkit.TranslateFixture;
import io.shoken.translate.Batches;
import io.shoken.translate.Translate;
import io.shoken.translate.TranslateSettings;
import io.shoken.translate.batch.BatchParts;
import io.shoken.translate.request.PrivacySettings.Action;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The other section of a report goes out with a text, and nowhere else. */
class ContextIT extends TranslateFixture {

  private static final String HEART = "The heart is not enlarged.";
  private static final String EFFUSION = "No pleural effusion is seen.";
  private static final String GOOD = "A 5 mm nodule is seen.";
  private static final String NAMED = "Reported by Dr. Jane Example on 07.02.2022.";

  private TranslateSettings beside() {
    return Shaped.context(settings());
  }

  private static String contextOf(String section, String text) {
    return "{\"context\":{\"%s\":\"%s\"},".formatted(section, Hashes.ofText(text));
  }

  @Test
  void takesTheFirstReportsOtherSectionAndKeepsWhatWasPaidWhenAnotherComesFirst() {
    reports(
        report("b", HEART, EFFUSION), report("c", HEART, "Stable"), report("d", null, "Stable"));
    assertThat(translate(beside(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(requests()).isEqualTo(3);
    assertThat(row(HEART).<String>getAs("parameters"))
        .startsWith(contextOf("impression", EFFUSION));
    assertThat(row(EFFUSION).<String>getAs("parameters")).startsWith(contextOf("findings", HEART));
    assertThat(row("Stable").<String>getAs("parameters")).startsWith(contextOf("findings", HEART));
    assertThat(row(HEART).<String>getAs("translation_key"))
        .isEqualTo(
            Hashes.ofParts(
                row(HEART).getAs("source_hash"),
                "openai",
                MODEL,
                row(HEART).getAs("prompt_id"),
                row(HEART).getAs("parameters")));
    moreReports(report("a", HEART, "Stable since the earlier scan"));
    assertThat(translate(beside(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(requests()).isEqualTo(4);
    assertThat(
            Translate.preference(beside())
                .mark(warehouse, warehouse.read(Table.TRANSLATIONS))
                .where("current")
                .count())
        .isEqualTo(4);
    assertThat(translate(beside(), true)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(requests()).isEqualTo(8);
  }

  @Test
  void sharesTheKeyOfATextThatHasNoOtherSection() {
    reports(report("a", HEART, null));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(translate(beside(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
  }

  @Test
  void tellsBeforehandWhatAPromptOfAllPartsCosts() {
    reports(report("a", HEART + "\n" + EFFUSION, "Stable"), report("b", EFFUSION, null));
    TranslateSettings all =
        Shaped.context(
            Shaped.glossary(Shaped.prompt(settings(), "radiology-ja-v2"), "radiology-ja-v1"));
    Translate dry = step(all, new Translate.Options(false, Optional.empty(), true));
    dry.run(begin("dry"));
    assertThat(translate(all, false)).isEqualTo(Step.Outcome.DONE);
    assertThat(printed.get(0)).contains("3 calls with %,d input tokens".formatted(inputTokens()));
    assertThat(row(EFFUSION).<String>getAs("prompt_id")).startsWith("radiology-ja-v2@");
  }

  @Test
  void sendsNoTextWhoseContextHasAnIdentifierThatIsToBeRefused() {
    knowFaultyAnswers();
    reports(
        report("a", GOOD, NAMED), report("b", "A 12 mm nodule is seen.", "A metastasis is seen."));
    assertThat(translate(guarded(Action.REFUSE), false)).isEqualTo(Step.Outcome.PARTIAL);
    assertThat(requests()).isEqualTo(2);
    assertThat(row(GOOD).<String>getAs("reason")).isEqualTo("privacy: name");
    assertThat(noted(GOOD, "privacy-name").<String>getAs("detail"))
        .isEqualTo("0, in the context 1");
    assertThat(noted(NAMED, "privacy-name").<String>getAs("detail")).isEqualTo("1");
  }

  @Test
  void masksTheContextToo() {
    knowFaultyAnswers();
    reports(report("a", GOOD, NAMED));
    assertThat(translate(guarded(Action.MASK), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(row(GOOD).<String>getAs("text_ja")).doesNotContain("NAME");
    assertThat(row(NAMED).<String>getAs("text_ja")).contains("Dr. Jane Example");
    Recipe recipe =
        Recipe.of(
            beside().llm().endpoint(),
            beside().recipe(),
            ModelTable.of("translate", beside().llm().price()).model("m"));
    String masked = NAMED.replace("Dr. Jane Example", "[NAME1]");
    assertThat(row(GOOD).<Long>getAs("input_tokens"))
        .isEqualTo(
            recipe
                .conversation(GOOD, new Conversation.Context("impression", masked))
                .promptTokens());
    assertThat(row(GOOD).<String>getAs("parameters")).startsWith(contextOf("impression", NAMED));
  }

  private TranslateSettings guarded(Action onMatch) {
    return Shaped.privacy(beside(), new PrivacySettings(onMatch, Action.PASS));
  }

  @Test
  void batchesMakeTheSameKeysAndWaitForTheSameTexts() {
    reports(report("b", HEART, EFFUSION), report("c", HEART, "Stable"));
    Batches batches = batches(beside());
    assertThat(batches.export(warehouse, Optional.empty())).isEqualTo(3);
    assertThat(batches.submit(warehouse)).isEqualTo(1);
    moreReports(report("a", HEART, "Stable since the earlier scan"));
    assertThat(translate(beside(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(lastRun.written(Table.TRANSLATIONS).count()).isEqualTo(1);
    BatchParts parts = new BatchParts(warehouse);
    try (BatchClient client =
        new BatchClient(
            new Service(sandbox.baseUrl().toString(), "sk"),
            beside().llm(),
            beside().batch().timeout())) {
      String batch = parts.submitted(parts.submitted().get(0)).orElseThrow().batchId();
      while (!client.state(batch).isOver()) {
        Thread.onSpinWait();
      }
    }
    lastRun = begin("import");
    assertThat(batches.importing(List.of()).run(lastRun)).isEqualTo(Step.Outcome.DONE);
    lastRun.commit(0, Map.of(), Map.of(), List.of());
    assertThat(row(HEART).<String>getAs("parameters"))
        .startsWith(contextOf("impression", EFFUSION));
    assertThat(translate(beside(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(requests()).isEqualTo(4);
  }
}
