package io.shoken.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashesTest {

  @Test
  void composedAndDecomposedTextAreOneText() {
    assertThat(Hashes.ofText("\u304c")).isEqualTo(Hashes.ofText("\u304b\u3099"));
  }

  @Test
  void surroundingWhiteSpaceDoesNotCount() {
    assertThat(Hashes.ofText(" Heart size is normal.\r\n\u3000"))
        .isEqualTo(Hashes.ofText("Heart size is normal."))
        .isEqualTo("7889ee45b9d7f9452fd048733ef92e9d28b39ba8e4658de8a79ae53d4cb52746");
  }

  @Test
  void partsDoNotJoinAcrossBorders() {
    assertThat(Hashes.ofParts("ab", "c")).isNotEqualTo(Hashes.ofParts("a", "bc"));
  }
}
