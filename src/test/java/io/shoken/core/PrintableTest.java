package io.shoken.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void whatSteersATerminalIsShownAsAnEscape() {
    assertThat(Printable.line("a\u001b[2Jb\u0007\u009b1m\u007f"))
        .isEqualTo("a\\u001b[2Jb\\u0007\\u009b1m\\u007f");
    assertThat(Printable.line("x\u202egpj.exe\u2066\u200f"))
        .isEqualTo("x\\u202egpj.exe\\u2066\\u200f");
    assertThat(Printable.line("a\nb\r\tc\u2028d")).isEqualTo("a\\u000ab\\u000d\\u0009c\\u2028d");
    assertThat(Printable.line("\ud800 " + Character.toString(0xe0041)))
        .isEqualTo("\\ud800 \\udb40\\udc41");
  }

  @Test
  void lettersOfAnyLanguageStay() {
    String text = "\u6240\u898b Ay\u015fe \ud842\udfb7 \u0645\u0631\u062d\u0628\u0627";
    assertThat(Printable.line(text)).isEqualTo(text);
    assertThat(Printable.lines("a\n\tb\r\n")).isEqualTo("a\n\tb\r\n");
  }
}
