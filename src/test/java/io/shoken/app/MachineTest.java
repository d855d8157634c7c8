package io.shoken.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void javaVersionsThatSparkDoesNotWorkOnAreRefusedByName() {
    assertThat(Machine.refusal(25, "UTF-8")).get().asString().contains("this is Java 25");
    assertThat(Machine.refusal(11, "UTF-8")).get().asString().contains("works on 17 to 23");
    assertThat(Machine.refusal(17, "UTF-8")).isEmpty();
    assertThat(Machine.refusal(21, "UTF-8")).isEmpty();
  }

  @Test
  void anArgumentThatTheLocaleGarbledIsRefused() {
    assertThat(Machine.refusal(17, "ANSI_X3.4-1968", "ingest", "\ufffd\ufffd.csv"))
        .get()
        .asString()
        .contains("set LC_ALL=C.UTF-8");
    assertThat(Machine.refusal(17, "ANSI_X3.4-1968", "ingest", "a.csv")).isEmpty();
    assertThat(Machine.refusal(17, "UTF-8", "\ufffd")).isEmpty();
  }
}
