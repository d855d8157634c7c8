package io.shoken.review.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The page that a reviewer opens: one file that works from a folder and loads nothing. Its policy
 * forbids every connection.
 */
public final class WorkbenchPage {
  private static final String PLACE = "SHOKEN_REVIEW_JSON";

  private WorkbenchPage() {}

  /**
   * The page with its texts.
   *
   * @param json what it shows; its markup is escaped, so that no text ends the element that holds
   *     it
   */
  public static String html(String json) {
    try (InputStream in = WorkbenchPage.class.getResourceAsStream("workbench.html")) {
      String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int at = page.indexOf(PLACE);
      return page.substring(0, at) + escaped(json) + page.substring(at + PLACE.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
