package io.shoken.publish;

import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import io.shoken.publish.DataFiles.Split;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The step {@code publish}: the corpus becomes a folder in the shape of CT-RATE-JPN that {@code
 * datasets.load_dataset} opens, with cards and provenance. The folder appears whole. English text
 * is left out unless the source's terms let it be passed on.
 */
public final class Publish implements Step {
  private final PublishOptions options;
  private final PublishSettings settings;
  private final TranslationPreference preference;
  private final String codeVersion;

  /**
   * A publication as options and settings describe it.
   *
   * @param preference which of several translations of a text is published
   * @param codeVersion of this program, for the provenance
   * @throws UserException (usage) if the source's licence is not stated or does not allow this
   */
  public Publish(
      PublishOptions options,
      PublishSettings settings,
      TranslationPreference preference,
      String codeVersion) {
    this.options = options;
    this.settings = settings;
    this.preference = preference;
    this.codeVersion = codeVersion;
    Terms.require(options, settings.source());
  }

  @Override
  public String command() {
    return "publish";
  }

  /** Runs that wrote what it reads, and settings; something new where the folder is not there. */
  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    List<String> parts = inputs(warehouse);
    if (!PublishedFolder.holds(options.out(), Hashes.ofParts(parts.toArray(String[]::new)))) {
      parts.add("to be published " + UUID.randomUUID());
    }
    return parts;
  }

  private List<String> inputs(Warehouse warehouse) {
    List<String> parts = new ArrayList<>();
    parts.addAll(
        warehouse.runsOf(Table.REPORTS, Table.TRANSLATIONS, Table.REVISIONS, Table.LABELS));
    parts.add(options.toString());
    parts.add(settings.toString());
    parts.add(preference.key());
    parts.add(codeVersion);
    return parts;
  }

  @Override
  public Outcome run(Run run) {
    String inputsHash = Hashes.ofParts(inputs(run.warehouse()).toArray(String[]::new));
    if (PublishedFolder.holds(options.out(), inputsHash)) {
      return Outcome.NOTHING_TO_DO;
    }
    try {
      List<Split> splits =
          PublishedFolder.write(options.out(), folder -> write(run, folder, inputsHash));
      for (Split split : splits) {
        run.count("out", split.rows());
        run.note("rows_" + split.name(), split.rows());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run.note("folder", options.out().toString());
    run.note("licence", options.licence());
    run.note("with_source", options.withSource());
    return Outcome.DONE;
  }

  private List<Split> write(Run run, Path folder, String inputsHash) throws IOException {
    Warehouse warehouse = run.warehouse();
    JapaneseTexts texts = new JapaneseTexts(warehouse, preference);
    Optional<String> labels = labelSource(warehouse);
    DataFiles files = new DataFiles(run, folder);
    Dataset<Row> machine = PublishedRows.machineTexts(texts).cache();
    List<Split> splits;
    try {
      PublishedRows rows = new PublishedRows(warehouse, machine, labels);
      splits = files.write(rows.read(options.withSource()));
    } finally {
      machine.unpersist();
    }
    if (splits.isEmpty()) {
      throw UserException.input(
          "no report has Japanese text yet; run translate, or ingest files with Japanese, first");
    }
    if (options.model().isPresent()) {
      PublishedModel.copy(options.model().get(), folder.resolve("model"), options.licence());
    }
    Provenance provenance =
        new Provenance(
            codeVersion,
            inputsHash,
            labels.orElse(null),
            splits.stream()
                .map(s -> new Provenance.SplitFacts(s.name(), s.rows(), s.csv(), s.parquet()))
                .toList(),
            files.counts().sections(),
            files.counts().models());
    Files.writeString(folder.resolve(Provenance.FILE), provenance.toJson());
    Files.writeString(folder.resolve("LICENSE"), Notices.licence(options, settings));
    Files.writeString(folder.resolve("CITATION.cff"), Notices.citation(options, settings));
    Files.writeString(
        folder.resolve("README.md"), new DatasetCard(options, settings, provenance).text());
    Files.writeString(
        folder.resolve("croissant.json"),
        new Croissant(options, settings, provenance, folder).json());
    return splits;
  }

  private Optional<String> labelSource(Warehouse warehouse) {
    List<String> sources =
        warehouse.read(Table.LABELS).select("label_source").distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .sorted()
            .toList();
    Optional<String> named = options.labelSource();
    if (named.isPresent() && !sources.contains(named.get())) {
      throw UserException.usage(
          "there are no labels of source " + named.get() + "; there are: " + sources);
    }
    if (named.isEmpty() && sources.size() > 1) {
      throw UserException.usage(
          "labels come from several sources ("
              + sources
              + "); choose one with --label-source NAME");
    }
    return named.or(() -> sources.stream().findFirst());
  }
}
