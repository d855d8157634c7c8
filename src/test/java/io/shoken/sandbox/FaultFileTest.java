package io.shoken.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind = drip | 1 2 3 4 5 6 7 8 9 10",
        "kind = drip, first = 2 | 1 2",
        "kind = drip, after = 8 | 9 10",
        "kind = drip, every = 4 | 4 8",
        "kind = drip, after = 3, every = 2, first = 4 | 5 7",
        "kind = drip, share = 0 | ''"
      })
  void strikesTheCallsThatItsScheduleNames(String rule, String struck) throws IOException {
    Faults faults = faults("faults = [{ " + rule + " }]");
    assertThat(struckCalls(faults))
        .containsExactlyElementsOf(
            struck.isEmpty()
                ? List.of()
                : LongStream.of(
                        List.of(struck.split(" ")).stream().mapToLong(Long::parseLong).toArray())
                    .boxed()
                    .toList());
  }

  @Test
  void strikesTheFirstCallsOfEachText() throws IOException {
    Faults faults = faults("faults = [{ kind = truncated, first-per-text = 1 }]");
    assertThat(faults.ofCall("a")).isPresent();
    assertThat(faults.ofCall("b")).isPresent();
    assertThat(faults.ofCall("a")).isEmpty();
    assertThat(faults.ofCall("b")).isEmpty();
  }

  @Test
  void drawsAShareThatDoesNotDependOnTheOrderOfCalls() throws IOException {
    String script = "faults = [{ kind = drip, share = 0.3, seed = 5 }]";
    List<String> texts = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
    Faults forwards = faults(script);
    List<String> struck = texts.stream().filter(t -> forwards.ofCall(t).isPresent()).toList();
    Faults backwards = faults(script);
    List<String> again = new java.util.ArrayList<>();
    for (int i = texts.size() - 1; i >= 0; i--) {
      if (backwards.ofCall(texts.get(i)).isPresent()) {
        again.add(0, texts.get(i));
      }
    }
    assertThat(again).isEqualTo(struck);
    assertThat(struck).hasSizeBetween(250, 350);
  }

  @Test
  void takesTheFirstRuleThatFits() throws IOException {
    Faults faults =
        faults("faults = [{ kind = drip, every = 2 }, { kind = too-fast }, { kind = refusal }]");
    assertThat(kind(faults.ofCall("a"))).isEqualTo(FaultKind.TOO_FAST);
    assertThat(kind(faults.ofCall("a"))).isEqualTo(FaultKind.DRIP);
  }

  @Test
  void keepsTheFaultsOfBatchLinesApart() throws IOException {
    Faults faults = faults("faults = [{ kind = missing-line, every = 2 }]");
    assertThat(faults.ofCall("a")).isEmpty();
    assertThat(faults.ofLine(1, "a")).isEmpty();
    assertThat(kind(faults.ofLine(2, "a"))).isEqualTo(FaultKind.MISSING_LINE);
  }

  @Test
  void theExampleIsReadable() {
    assertThat(FaultFile.read(Path.of("conf/faults-example.conf"))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "faults = [] ~ more = 1 | expected one list: faults = [ ... ]",
        "faults = [7] | a fault needs braces",
        "faults = [~{ every = 2 }] | :2: kind is missing or none of too-fast, server-error",
        "faults = [{ kind = rain }] | kind is missing or none of",
        "faults = [{ kind = drip, status = 500 }] | drip takes no status; it takes [bytes,"
            + " interval]",
        "faults = [{ kind = server-error, status = 200 }] | status is 200, expected 500 to 599",
        "faults = [{ kind = drip, every = -1 }] | every is -1, expected 0 or more",
        "faults = [{ kind = drip, share = 2 }] | share is 2.0, expected 0 to 1",
        "faults = [{ kind = refusal, language = fr }] | language is fr, expected one of [ja, en]",
        "faults = [{ kind = drip, every = often }] | every",
        "faults = [ | faults file:"
      })
  void refusesWhatItDoesNotKnow(String script, String message) {
    assertThatThrownBy(() -> faults(script.replace("~", "\n")))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.USAGE))
        .hasMessageContaining(message);
  }

  @Test
  void refusesAFileThatIsMissing() {
    assertThatThrownBy(() -> FaultFile.read(folder.resolve("none.conf")))
        .hasMessageContaining("none.conf is missing");
  }

  private static List<Long> struckCalls(Faults faults) {
    return LongStream.rangeClosed(1, 10)
        .filter(call -> faults.ofCall("text").isPresent())
        .boxed()
        .toList();
  }

  private static FaultKind kind(Optional<FaultRule> rule) {
    return rule.orElseThrow().kind();
  }

  private Faults faults(String script) throws IOException {
    return FaultFile.read(Files.writeString(folder.resolve("faults.conf"), script));
  }
}
