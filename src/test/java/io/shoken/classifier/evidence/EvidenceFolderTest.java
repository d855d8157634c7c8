package io.shoken.classifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFolderTest {
  private static final EvidenceModel MODEL = SampleReports.model(true);

  @TempDir private Path folder;

  @BeforeEach
  void save() {
    MODEL.save(folder);
  }

  @Test
  void readsBackWhatItWrote() {
    EvidenceModel loaded = EvidenceModel.load(folder);
    String clause = "徴候cは認めず、結節を認める";
    assertThat(loaded.score(clause)).isEqualTo(MODEL.score(clause));
    assertThat(loaded.settings()).isEqualTo(MODEL.settings());
    assertThat(EvidenceModel.isFolder(folder)).isTrue();
  }

  @Test
  void equalReportsGiveEqualBytes(@TempDir Path other) throws IOException {
    SampleReports.model(true).save(other);
    for (String file :
        new String[] {
          "settings.json", "vocabulary.tsv", "weights.tsv", "phrases.tsv", "cues.tsv"
        }) {
      assertThat(folder.resolve(file)).hasSameBinaryContentAs(other.resolve(file));
    }
  }

  @Test
  void refusesAMissingFile() throws IOException {
    Files.delete(folder.resolve("cues.tsv"));
    refuses("cues.tsv is missing");
  }

  @Test
  void refusesAFileThatWasCutOff() throws IOException {
    change("weights.tsv", s -> s.substring(0, s.length() - 3));
    refuses("weights.tsv line");
  }

  @Test
  void refusesAWeightThatIsNoNumber() throws IOException {
    change("weights.tsv", s -> s.replaceFirst("\\(bias\\)\t[^\t]+", "(bias)\tNaN"));
    refuses("weights.tsv line 2: a number is missing");
  }

  @Test
  void refusesWeightsOfAnotherVocabulary() throws IOException {
    change("vocabulary.tsv", s -> s.replace("_胸郭\t", "_胸郭!\t"));
    refuses("expected the next feature of vocabulary.tsv");
  }

  @Test
  void refusesFindingsInAnotherOrder() throws IOException {
    change("weights.tsv", s -> s.replaceFirst("Medical material", "Cardiomegaly"));
    refuses("expected the header feature Medical material");
  }

  @Test
  void refusesMoreFeaturesThanItSays() throws IOException {
    change("settings.json", s -> s.replaceFirst("\"features\" : \\d+", "\"features\" : 3"));
    refuses("expected 3 lines of feature");
  }

  @Test
  void refusesSettingsOutOfRange() throws IOException {
    change("settings.json", s -> s.replaceFirst("\"longestNgram\" : 3", "\"longestNgram\" : 999"));
    refuses("longestNgram must be 1-8");
  }

  @Test
  void refusesSettingsThatAreNoJson() throws IOException {
    change("settings.json", s -> "[[[[");
    refuses("is not the settings of an evidence model");
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Files.write(folder.resolve("phrases.tsv"), new byte[] {(byte) 0xff, 9, 'x', '\n'});
    refuses("cannot be read (MalformedInputException)");
  }

  @Test
  void refusesAnUnknownKindOfPhrase() throws IOException {
    Files.writeString(folder.resolve("phrases.tsv"), "stop\tx\n");
    refuses("unknown kind stop");
  }

  @Test
  void refusesALineWithoutEnd() throws IOException {
    change("vocabulary.tsv", s -> s + "x".repeat(20_000));
    refuses("is longer than 16384 characters");
  }

  private void change(String file, UnaryOperator<String> edit) throws IOException {
    Path path = folder.resolve(file);
    String before = Files.readString(path, StandardCharsets.UTF_8);
    String after = edit.apply(before);
    assertThat(after).as("the edit of the test").isNotEqualTo(before);
    Files.writeString(path, after);
  }

  private void refuses(String message) {
    assertThatThrownBy(() -> EvidenceModel.load(folder))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(folder.toString());
  }
}
