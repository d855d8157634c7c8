package io.shoken.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigValue;
import io.shoken.core.Inline;
import io.shoken.core.UserException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir Path folder;

  @Test
  void everySettingStandsInTheReferenceWithAComment() {
    Set<String> missing = new TreeSet<>();
    collectUncommented(Settings.class, "", missing);
    assertThat(missing).isEmpty();
  }

  @Test
  void theReferenceHasNoKeyThatNobodyReads() {
    RecordBinder.refuseUnknownKeys(Settings.class, Configuration.reference());
  }

  @Test
  void laterOverlaysAndAssignmentsWin() throws Exception {
    Path first = overlay("warehouse.uri = one\nspark.log-level = WARN");
    Path second = overlay("warehouse { uri = two }");
    Configuration both = Configuration.load(List.of(first, second), List.of());
    assertThat(both.settings().warehouse().uri()).isEqualTo("two");
    assertThat(both.settings().spark().logLevel()).isEqualTo("WARN");
    Configuration set =
        Configuration.load(List.of(first, second), List.of("warehouse.uri=hdfs://host:8020/x"));
    assertThat(set.settings().warehouse().uri()).isEqualTo("hdfs://host:8020/x");
  }

  @Test
  void aPresetReplacesDefaultsAndTheUserWins() {
    Configuration plain = Configuration.load(List.of(), List.of("train.epochs=99"));
    Settings small = plain.withPreset("small").settings();
    assertThat(small.train().pretraining().passes())
        .isGreaterThan(plain.settings().train().pretraining().passes());
    assertThat(small.train().epochs()).isEqualTo(99);
    Settings scratch = plain.withPreset("scratch").settings();
    assertThat(scratch.train().model()).isEqualTo(small.train().model());
    assertThat(scratch.train().pretraining().passes())
        .isGreaterThan(small.train().pretraining().passes());
    assertThatThrownBy(() -> plain.withPreset("huge"))
        .hasMessage("--preset huge: there is no such preset, only [small, scratch]");
  }

  @Test
  void thePapersSettingsAreSettings() {
    Configuration paper = Configuration.load(List.of(Path.of("conf/paper.conf")), List.of());
    assertThat(paper.settings().train().reading())
        .isEqualTo(io.shoken.classifier.bert.weights.ReadingMode.REPORT);
    assertThat(paper.settings().train().warmUpShare()).isZero();
  }

  @Test
  void refusesSeveralWorkersAsLongAsThereIsOne() {
    Configuration several = Configuration.load(List.of(), List.of("train.workers=2"));
    assertThatThrownBy(several::settings)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("train: workers = 2: training on several workers is not there yet");
  }

  @Test
  void refusesAnUnknownKeyWithFileLineAndTheNearestKnownKey() throws Exception {
    Path overlay = overlay("\n\nwarehouse.lease-trem = 3m");
    assertThatThrownBy(() -> Configuration.load(List.of(overlay), List.of()))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.USAGE))
        .hasMessage(
            overlay + ":3: unknown key warehouse.lease-trem; did you mean warehouse.lease-term?");
  }

  @Test
  void refusesAnUnknownKeyOfTheCommandLineByItsName() {
    assertThatThrownBy(() -> Configuration.load(List.of(), List.of("warehouse.url=x")))
        .hasMessage("--set warehouse.url: unknown key warehouse.url; did you mean warehouse.uri?");
  }

  @Test
  void nullUnsetsASetting() {
    assertThat(Configuration.load(List.of(), List.of("ingest.import-model=null")).settings())
        .satisfies(settings -> assertThat(settings.ingest().importModel()).isEmpty());
  }

  @Test
  void refusesAWrongTypeWithFileAndLine() throws Exception {
    Path overlay = overlay("warehouse {\n  lease-term = soon\n}");
    Configuration configuration = Configuration.load(List.of(overlay), List.of());
    assertThatThrownBy(configuration::settings)
        .hasMessageContaining(overlay + ":2: warehouse.lease-term = \"soon\" is not a duration");
  }

  @Test
  void refusesAValueThatTheSettingsForbid() {
    Configuration configuration = Configuration.load(List.of(), List.of("warehouse.lease-term=1s"));
    assertThatThrownBy(configuration::settings)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("lease-term must be at least 4s");
  }

  @Test
  void refusesAFileThatIsMissingOrNoHocon() throws Exception {
    assertThatThrownBy(() -> Configuration.load(List.of(folder.resolve("none.conf")), List.of()))
        .hasMessageContaining("none.conf is missing");
    Path broken = overlay("warehouse {");
    assertThatThrownBy(() -> Configuration.load(List.of(broken), List.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(broken.getFileName().toString());
  }

  @Test
  void masksSecretsWhereItShowsTheConfiguration() {
    Configuration configuration =
        Configuration.load(
            List.of(),
            List.of(
                "spark.options.spark.hadoop.fs.s3a.secret.key=hush1",
                "warehouse.uri=https://user:hush2@host/path"));
    assertThat(configuration.render()).doesNotContain("hush");
    assertThat(configuration.flat().toString()).doesNotContain("hush").contains("//***@host/path");
    assertThat(configuration.settings().spark().options())
        .containsEntry("spark.hadoop.fs.s3a.secret.key", "hush1");
  }

  @Test
  void aVariableThatIsNotSetLeavesTheValueBefore() throws Exception {
    String model = Configuration.load(List.of(), List.of()).flat().get("translate.model");
    Path overlay =
        overlay(
            "translate.model = ${?NO_SUCH_VARIABLE}\n"
                + "warehouse { uri = here, uri = ${?NO_SUCH_VARIABLE} }");
    Configuration configuration = Configuration.load(List.of(overlay), List.of());
    assertThat(configuration.flat())
        .containsEntry("translate.model", model)
        .containsEntry("warehouse.uri", "here");
    configuration.settings();
  }

  @Test
  void aBlockFromAVariableIsRefusedByName() throws Exception {
    Path overlay = overlay("warehouse { uri = here }\nwarehouse = ${?NO_SUCH_VARIABLE}");
    assertThatThrownBy(() -> Configuration.load(List.of(overlay), List.of()))
        .isInstanceOf(UserException.class);
  }

  @Test
  void noErrorShowsASecret() throws Exception {
    String secret = "sk-proj-9f8A7b6C5d4E3f2G1h";
    for (String text :
        List.of(
            "translate.limits.in-flight = " + secret,
            "translate.provider = " + secret,
            "warehouse = " + secret,
            "warehouse.uri = ${" + secret + "}",
            "warehouse.uri = \"" + secret,
            "warehouse.uri = [" + secret + "]")) {
      Path overlay = overlay(text);
      assertThatThrownBy(() -> Configuration.load(List.of(overlay), List.of()).settings())
          .as(text)
          .isInstanceOf(UserException.class)
          .hasMessageNotContaining(secret);
    }
    assertThatThrownBy(() -> Configuration.load(List.of(), List.of(secret)))
        .hasMessageNotContaining(secret);
  }

  private static void collectUncommented(Class<?> type, String path, Set<String> missing) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.isAnnotationPresent(Inline.class)) {
        collectUncommented(component.getType(), path, missing);
        continue;
      }
      String key = path + RecordBinder.key(component);
      List<String> comments = new ArrayList<>();
      if (Configuration.reference().hasPathOrNull(key)) {
        ConfigValue value = Configuration.reference().root();
        for (String part : com.typesafe.config.ConfigUtil.splitPath(key)) {
          value = ((com.typesafe.config.ConfigObject) value).get(part);
        }
        comments.addAll(value.origin().comments());
      }
      if (component.getType().isRecord()) {
        collectUncommented(component.getType(), key + ".", missing);
      } else if (comments.isEmpty()) {
        missing.add(key);
      }
    }
  }

  private Path overlay(String text) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "overlay", ".conf"), text);
  }
}
