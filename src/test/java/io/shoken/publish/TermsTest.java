package io.shoken.publish;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
  private static final String SHARE_ALIKE = "CC-BY-NC-SA-4.0";

  @Test
  void publishesNothingWhileTheLicenceOfTheSourceIsNotStated() {
    assertThatThrownBy(() -> Terms.require(options(SHARE_ALIKE, false), source(null, false)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("publish.source.licence");
  }

  @Test
  void asksForTheLicenceOfAShareAlikeSource() {
    assertThatThrownBy(() -> Terms.require(options("CC-BY-4.0", false), source(SHARE_ALIKE, false)))
        .hasMessageContaining("use --licence " + SHARE_ALIKE);
    assertThatCode(() -> Terms.require(options(SHARE_ALIKE, false), source(SHARE_ALIKE, false)))
        .doesNotThrowAnyException();
  }

  @Test
  void passesTheEnglishOnOnlyWhereASettingSaysThatItMayBe() {
    assertThatThrownBy(() -> Terms.require(options(SHARE_ALIKE, true), source(SHARE_ALIKE, false)))
        .hasMessageContaining("publish.source.may-be-passed-on=true");
    assertThatCode(() -> Terms.require(options(SHARE_ALIKE, true), source(SHARE_ALIKE, true)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "x\nlicense: other", "../x", "-x", "\u5024"})
  void refusesALicenceThatIsNoSpdxIdentifier(String licence) {
    assertThatThrownBy(() -> options(licence, false)).hasMessageContaining("SPDX identifier");
  }

  private static PublishOptions options(String licence, boolean withSource) {
    return new PublishOptions(
        Path.of("out"), licence, withSource, Optional.empty(), Optional.empty());
  }

  private static PublishSettings.Source source(String licence, boolean mayBePassedOn) {
    return new PublishSettings.Source(
        Optional.empty(),
        Optional.ofNullable(licence),
        Optional.empty(),
        Optional.empty(),
        mayBePassedOn);
  }
}
