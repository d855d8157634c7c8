package io.shoken.quality.metric;

/** The four XML escapes that mteval and Tercom resolve, in their order. */
final class Escapes {
  private Escapes() {}

  static String resolve(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return text.replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
  }
}
