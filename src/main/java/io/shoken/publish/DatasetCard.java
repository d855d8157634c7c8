package io.shoken.publish;

import io.shoken.publish.Provenance.ModelFacts;
import io.shoken.publish.Provenance.SectionFacts;
import io.shoken.publish.Provenance.SplitFacts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code README.md} of a publication: a Hugging Face dataset card. Its front matter declares one
 * configuration for each CSV file, since their columns differ; without it {@code load_dataset}
 * fails on the folder. The Parquet files have no configuration, because the files of all
 * configurations are read by one reader.
 */
record DatasetCard(PublishOptions options, PublishSettings settings, Provenance provenance) {

  String text() {
    return frontMatter()
        + "# "
        + settings.title()
        + "\n\n"
        + introduction()
        + loading()
        + files()
        + origin()
        + models()
        + limits();
  }

  private String frontMatter() {
    StringBuilder yaml = new StringBuilder("---\n");
    yaml.append("license: ").append(options.licence().toLowerCase(Locale.ROOT)).append("\n");
    yaml.append("language:\n- ja\n").append(options.withSource() ? "- en\n" : "");
    yaml.append("pretty_name: ").append(Notices.quoted(settings.title())).append("\n");
    yaml.append("task_categories:\n- text-classification\n- translation\n");
    yaml.append("tags:\n- radiology\n- chest-ct\n- medical\n");
    yaml.append("size_categories:\n- ").append(size(provenance.reports())).append("\n");
    yaml.append("configs:\n");
    for (SplitFacts split : provenance.splits()) {
      yaml.append("- config_name: ").append(split.name()).append("\n");
      yaml.append(split.equals(provenance.splits().get(0)) ? "  default: true\n" : "");
      yaml.append("  data_files:\n");
      dataFile(yaml, split, split.csv());
    }
    return yaml.append("---\n").toString();
  }

  private static void dataFile(StringBuilder yaml, SplitFacts split, String path) {
    yaml.append("  - split: ").append(splitName(split)).append("\n");
    yaml.append("    path: ").append(path).append("\n");
  }

  private static String size(long reports) {
    long bound = 1000;
    String[] names = {"n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M"};
    int i = 0;
    while (reports >= bound && i < names.length - 1) {
      bound *= 10;
      i++;
    }
    return names[i];
  }

  private String introduction() {
    PublishSettings.Source source = settings.source();
    return String.format(
        Locale.ROOT,
        """
        %,d chest-CT reports in Japanese, made from %s%s by machine translation and, in part, \
        revision by radiologists. Licence: %s. Version %s, by %s.

        %s

        """,
        provenance.reports(),
        source.name().orElse("an English corpus"),
        source.url().map(url -> " (" + url + ")").orElse(""),
        options.licence(),
        settings.version(),
        String.join(", ", settings.creators()),
        options.withSource()
            ? "The English text of the source is included, as its terms allow."
            : "**The English text is left out**, since the source's terms do not let others pass it"
                + " on: those columns are empty. `VolumeName` and the SHA-256 of each English"
                + " section (in the Parquet files) join it back; with the source at hand, `shoken"
                + " publish join` rebuilds the full files.");
  }

  private String loading() {
    StringBuilder text = new StringBuilder("## Load it\n\n```python\n");
    text.append("from datasets import load_dataset\n\nfolder = \"path/to/this/folder\"\n\n");
    text.append("# In CT-RATE-JPN's columns:\n");
    for (SplitFacts split : provenance.splits()) {
      text.append(
          "%s = load_dataset(folder, \"%s\", split=\"%s\")\n"
              .formatted(variable(split), split.name(), splitName(split)));
    }
    text.append("# With origin and the 18 findings:\n");
    text.append("labelled = load_dataset(\"parquet\", data_files={\n");
    for (SplitFacts split : provenance.splits()) {
      text.append("    \"%s\": f\"{folder}/%s\",\n".formatted(splitName(split), split.parquet()));
    }
    return text.append("})\n```\n\n").toString();
  }

  private static String variable(SplitFacts split) {
    return split.name().replace('-', '_');
  }

  /** The field calls the split {@code valid} of the files {@code validation} in a program. */
  private static String splitName(SplitFacts split) {
    return split.name().equals(CsvShape.VALIDATION_SPLIT) ? "validation" : variable(split);
  }

  private String files() {
    String rows =
        provenance.splits().stream()
            .map(
                s ->
                    "| `%s`, `%s` | %,d reports of split `%s` |\n"
                        .formatted(s.csv(), s.parquet(), s.reports(), s.name()))
            .collect(Collectors.joining());
    return """
    ## Files

    | file | holds |
    |---|---|
    %s| `croissant.json` | the same description for programs (Croissant with its responsible-AI terms) |
    | `provenance.json` | versions, models, prompts, days, counts |
    | `SHA256SUMS` | `sha256sum -c SHA256SUMS` checks every file |

    The CSV files have the columns of CT-RATE-JPN in their order. `*_MT` is the machine's text,
    `*_Revised` what a radiologist made of it, `*_Checked` what a senior radiologist made of that;
    machine translation stands under no other name. `Radiologist` and `Senior_Radiologist` are
    numbers, not names. In the Parquet files `findings_ja_source` and `impression_ja_source` say
    which of the three `findings_ja` and `impression_ja` are, and `*_doubtful` marks machine
    translations in which an automatic check failed.%s

    """
        .formatted(
            rows,
            provenance.labelSource() == null
                ? " There are no labels."
                : " The 18 findings are the labels of source `" + provenance.labelSource() + "`.");
  }

  private String origin() {
    StringBuilder table = new StringBuilder("## How much was revised\n\n");
    table.append("| split | section | texts | revised | checked | doubtful, not revised |\n");
    table.append("|---|---|---|---|---|---|\n");
    for (SectionFacts s : provenance.sections()) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %,d | %s | %s | %s |%n",
              s.split(),
              s.section(),
              s.texts(),
              share(s.revised(), s.texts()),
              share(s.checked(), s.texts()),
              share(s.doubtfulUnrevised(), s.texts())));
    }
    return table.append("\n").toString();
  }

  private static String share(long part, long whole) {
    return String.format(Locale.ROOT, "%,d (%.1f %%)", part, 100.0 * part / whole);
  }

  /** What MI-CLEAR-LLM (Park et al., 2024) asks a study with a language model to report. */
  private String models() {
    StringBuilder text =
        new StringBuilder(
            """
            ## The language model (MI-CLEAR-LLM)

            | model | prompt | parameters | texts | first answer | last answer |
            |---|---|---|---|---|---|
            """);
    List<ModelFacts> models = provenance.models();
    for (ModelFacts m : models) {
      text.append(
          "| %s | %s | %s | %,d | %s | %s |\n"
              .formatted(
                  code(m.model()),
                  code(m.prompt()),
                  code(m.parameters()),
                  m.texts(),
                  m.from() == null ? "not known" : m.from(),
                  m.to() == null ? "not known" : m.to()));
    }
    return text.append(
            """

            Each text was asked for by itself, without a chat before it; one answer was kept for each
            (no repeats, no choice among several). The prompt's name carries the first 12 digits of
            its SHA-256; `provenance.json` has the same table. Answers were compared with their
            source by rules for numbers, sides, negations, doubt, findings and form; the model was
            not tuned on these reports. A language model's answer is not repeatable even at
            temperature 0: the stored text is the record.

            """)
        .toString();
  }

  /** A cell of a table that holds what a file or a service named: no mark-up gets through. */
  private static String code(String text) {
    return text == null || text.isEmpty()
        ? "not known (imported)"
        : "`" + text.replaceAll("[^\\p{L}\\p{N} {}\\[\\]\".,:;@/+_=-]", "?") + "`";
  }

  private String limits() {
    return """
    ## Known errors and limits

    Machine translations hold errors that no rule found: wrong numbers, sides and negations are
    the ones that matter most. Reports that radiologists revised are marked; the rest was read by
    nobody. Labels are as good as their source. Sentences follow the English report's order and
    style, which is not how a Japanese radiologist writes. Not for clinical use.

    Cite as `CITATION.cff` says%s.
    """
        .formatted(settings.source().citation().map(c -> ", and the source: " + c).orElse(""));
  }
}
