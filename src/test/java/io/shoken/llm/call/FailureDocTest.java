package io.shoken.llm.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/failures.md} says of each failure what the code does. */
class FailureDocTest {

  @Test
  void theDocumentHasTheTableOfTheCodeInItsOrder() throws IOException {
    List<String> written =
        Files.readAllLines(Path.of("docs/failures.md")).stream()
            .takeWhile(line -> !line.startsWith("**Asked again**"))
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2)).strip())
            .toList();
    List<String> coded =
        Stream.of(FailureKind.values())
            .map(kind -> "| `%s` | %s | %s".formatted(kind.key(), kind.when(), becomes(kind)))
            .toList();
    assertThat(written).containsExactlyElementsOf(coded);
  }

  private static String becomes(FailureKind kind) {
    return switch (kind.scope()) {
      case TRANSIENT -> "asked again, then a row `failed`";
      case ROW_FAILED -> "a row `failed`";
      case ROW_REJECTED -> "a row `rejected`";
      case JOB -> "the job stops, exit " + kind.userKind().exitCode();
    };
  }
}
