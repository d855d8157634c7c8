package io.shoken.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFilesTest {
  @TempDir private Path folder;

  @Test
  void aNameWithAColonThatCanBeNoSchemeIsAFileOfThisMachine() {
    assertThat(StoredFiles.path("reports_10:00:00.csv").toUri().getPath())
        .endsWith("/reports_10:00:00.csv");
    assertThat(StoredFiles.path("10:00.csv").toUri().getScheme()).isEqualTo("file");
  }

  @Test
  void urisAndPlainPathsStayAsTheyAre() {
    assertThat(StoredFiles.path("s3a://bucket/x.csv").toString()).isEqualTo("s3a://bucket/x.csv");
    assertThat(StoredFiles.path("a/b.csv").toString()).isEqualTo("a/b.csv");
    assertThat(StoredFiles.path("/a:b/c.csv").toString()).isEqualTo("/a:b/c.csv");
  }

  @Test
  void opensFilesOfAnyName() throws IOException {
    for (String name : new String[] {"a:b.csv", "a [1] {2} 100% #3?*.csv", "所見.csv", "a\\b"}) {
      Path file = Files.writeString(folder.resolve(name), name);
      try (InputStream in =
          StoredFiles.open(StoredFiles.path(file.toString()), new Configuration(false), 100)) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(name);
      }
    }
  }
}
