package io.shoken.publish;

import java.util.Map;

/** {@code LICENSE} and {@code CITATION.cff} of a publication. */
final class Notices {
  /** Where the legal text of a licence stands. */
  private static final Map<String, String> TEXTS =
      Map.of(
          "CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode",
          "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/legalcode",
          "CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/legalcode",
          "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/legalcode",
          "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
          "Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0.txt");

  private Notices() {}

  /** The address of a licence's legal text. */
  static String url(String licence) {
    return TEXTS.getOrDefault(licence, "https://spdx.org/licenses/" + licence + ".html");
  }

  static String licence(PublishOptions options, PublishSettings settings) {
    PublishSettings.Source source = settings.source();
    StringBuilder text = new StringBuilder();
    text.append(settings.title()).append("\n\n");
    text.append("SPDX-License-Identifier: ").append(options.licence()).append("\n");
    text.append("The legal text: ").append(url(options.licence())).append("\n\n");
    text.append("Made from ").append(source.name().orElse("an English source"));
    text.append(", which comes under ").append(source.licence().orElseThrow());
    source.url().ifPresent(url -> text.append(" (").append(url).append(")"));
    text.append(".\n");
    if (!options.withSource()) {
      text.append("No English text of the source is part of this publication.\n");
    }
    return text.toString();
  }

  static String citation(PublishOptions options, PublishSettings settings) {
    StringBuilder text = new StringBuilder("cff-version: 1.2.0\n");
    text.append("message: Please cite this data set and the source that it was made from.\n");
    text.append("type: dataset\n");
    text.append("title: ").append(quoted(settings.title())).append("\n");
    text.append("version: ").append(quoted(settings.version())).append("\n");
    text.append("license: ").append(options.licence()).append("\n");
    text.append("authors:\n");
    for (String creator : settings.creators()) {
      text.append("  - name: ").append(quoted(creator)).append("\n");
    }
    settings
        .source()
        .citation()
        .ifPresent(
            citation ->
                text.append("references:\n  - type: dataset\n    title: ")
                    .append(quoted(settings.source().name().orElse("source")))
                    .append("\n    notes: ")
                    .append(quoted(citation))
                    .append("\n    authors:\n      - name: ")
                    .append(quoted(settings.source().name().orElse("source")))
                    .append("\n"));
    return text.toString();
  }

  /** A double-quoted YAML scalar, which reads a JSON string alike. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7f) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
