package io.shoken.translate.request;

import static io.shoken.testkit.TestRows.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.core.Hashes;
import io.shoken.llm.Service;
import io.shoken.llm.call.BatchClient;
import io.shoken.testkit.Shaped;
import io.shoken.testkit.TranslateFixture;
import io.shoken.translate.Batches;
import io.shoken.translate.Translate;
import io.shoken.translate.TranslateSettings;
import io.shoken.translate.batch.BatchParts;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Terms of a glossary go out with the texts that have them, and into their keys. */
class GlossaryIT extends TranslateFixture {

  private static final String HEART = "The heart is not enlarged.";
  private static final String NODULE = "A 5 mm nodule is seen in the right upper lobe.";
  private static final String EFFUSION = "No pleural effusion is seen.";

  private String glossary(String... lines) throws IOException {
    Path file = folder.resolve("terms.csv");
    Files.writeString(file, "english,japanese\n" + String.join("\n", lines) + "\n");
    return file.toString();
  }

  private TranslateSettings with(String... lines) throws IOException {
    return Shaped.glossary(settings(), glossary(lines));
  }

  private Row newest(String text) {
    return warehouse
        .current(Table.TRANSLATIONS, "source_hash")
        .where("source_hash = '" + Hashes.ofText(text) + "'")
        .first();
  }

  @Test
  void asksAgainForJustTheTextsWhoseTermsChanged() throws IOException {
    reports(report("a", HEART + "\n" + NODULE, EFFUSION), report("b", HEART, "Stable"));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(requests()).isEqualTo(4);
    String plain = newest(HEART).getAs("translation_key");
    assertThat(translate(with("nodule,N", "pleural effusion,E"), false))
        .isEqualTo(Step.Outcome.DONE);
    assertThat(requests()).isEqualTo(6);
    assertThat(newest(HEART).<String>getAs("translation_key")).isEqualTo(plain);
    assertThat(lastRun.written(Table.TRANSLATIONS).count()).isEqualTo(2);
    assertThat(translate(with("pleural effusion,E", "nodule,N", "zebra,Z"), false))
        .isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(translate(with("nodule,M", "pleural effusion,E"), false))
        .isEqualTo(Step.Outcome.DONE);
    assertThat(requests()).isEqualTo(7);
    Row row = newest(HEART + "\n" + NODULE);
    assertThat(row.<String>getAs("parameters")).contains("\"glossary\":{\"nodule\":\"M\"}");
    assertThat(row.<String>getAs("translation_key")).isEqualTo(keyOf(row, MODEL));
  }

  @Test
  void countsThePromptAsTheServiceDoesAndTellsItBefore() throws IOException {
    reports(report("a", HEART + "\n" + NODULE, EFFUSION), report("b", HEART, "Stable"));
    TranslateSettings settings = with("nodule,N", "pleural effusion,E", "upper lobe,U");
    Translate dry = step(settings, new Translate.Options(false, Optional.empty(), true));
    assertThat(dry.run(begin("dry"))).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(translate(settings, false)).isEqualTo(Step.Outcome.DONE);
    assertThat(printed.get(0)).contains("4 calls with %,d input tokens".formatted(inputTokens()));
    assertThat(newest(HEART).<Long>getAs("input_tokens"))
        .isLessThan(newest(EFFUSION).getAs("input_tokens"));
  }

  @Test
  void readersTakeTheTranslationThatTheSettingsWouldMake() throws IOException {
    reports(report("a", NODULE, "Stable"));
    TranslateSettings first = with("nodule,N");
    translate(first, false);
    String wanted = newest(NODULE).getAs("translation_key");
    assertThat(currentKeys(first)).contains(wanted);
    TranslateSettings second = with("nodule,M");
    translate(second, false);
    assertThat(currentKeys(second)).doesNotContain(wanted).hasSize(2);
    assertThat(currentKeys(with("nodule,N"))).contains(wanted).hasSize(2);
    assertThat(currentKeys(settings())).hasSize(1);
    assertThat(
            new JapaneseTexts(warehouse, Translate.preference(with("nodule,N")))
                .read()
                .first()
                .<String>getAs("findings_source"))
        .isEqualTo("current");
  }

  private List<String> currentKeys(TranslateSettings settings) {
    return Translate.preference(settings)
        .mark(warehouse, warehouse.read(Table.TRANSLATIONS))
        .where("current")
        .select("translation_key")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void batchesMakeTheSameKeysAndRequests() throws IOException {
    reports(report("a", HEART + "\n" + NODULE, EFFUSION), report("b", HEART, "Stable"));
    TranslateSettings settings = with("nodule,\"N, \"\"n\"\"\"", "pleural effusion,E");
    Batches batches = batches(settings);
    assertThat(batches.export(warehouse, Optional.empty())).isEqualTo(4);
    Batches others = batches(with("nodule,M"));
    assertThat(others.submit(warehouse)).isZero();
    assertThat(printed).last().asString().contains("exported under other settings");
    settings = with("nodule,\"N, \"\"n\"\"\"", "pleural effusion,E");
    batches = batches(settings);
    assertThat(batches.submit(warehouse)).isEqualTo(1);
    BatchParts parts = new BatchParts(warehouse);
    BatchParts.ExportedPart part = parts.submitted().get(0);
    try (BatchClient client =
        new BatchClient(
            new Service(sandbox.baseUrl().toString(), "sk-test"),
            settings.llm(),
            settings.batch().timeout())) {
      while (!client.state(parts.submitted(part).orElseThrow().batchId()).isOver()) {
        Thread.onSpinWait();
      }
    }
    lastRun = begin("import");
    Batches later = batches(with("nodule,M")); // what was exported keeps what it was asked with
    assertThat(later.importing(List.of()).run(lastRun)).isEqualTo(Step.Outcome.DONE);
    lastRun.commit(0, Map.of(), Map.of(), List.of());
    Row[] imported =
        (Row[]) lastRun.written(Table.TRANSLATIONS).orderBy("translation_key").collect();
    assertThat(imported).hasSize(4);
    assertThat(part.part().inputTokens())
        .isEqualTo(Arrays.stream(imported).mapToLong(r -> r.<Long>getAs("input_tokens")).sum());
    assertThat(
            Arrays.stream(imported)
                .filter(
                    r -> r.<String>getAs("parameters").contains("{\"nodule\":\"N, \\\"n\\\"\"}")))
        .hasSize(1);
    settings = with("nodule,\"N, \"\"n\"\"\"", "pleural effusion,E");
    assertThat(translate(settings, false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(requests()).isEqualTo(4);
  }
}
