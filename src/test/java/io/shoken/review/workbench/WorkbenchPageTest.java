package io.shoken.review.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkbenchPageTest {
  @Test
  void noTextEndsTheElementThatHoldsIt() {
    String page = WorkbenchPage.html("{\"text\":\"</script><img onerror=x>&\u2028\"}");
    assertThat(page)
        .contains("{\"text\":\"\\u003c/script\\u003e\\u003cimg onerror=x\\u003e\\u0026\\u2028\"}")
        .doesNotContain("<img");
  }

  @Test
  void loadsNothingAndMayConnectToNothing() {
    String page = WorkbenchPage.html("{}");
    assertThat(page)
        .contains("Content-Security-Policy\" content=\"default-src 'none';")
        .doesNotContain("http://", "https://", "<link", "@import", "src=");
  }
}
