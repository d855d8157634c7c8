package io.shoken.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.domain.Finding;
import io.shoken.publish.Provenance.SplitFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code croissant.json}: files and columns for programs, in MLCommons' Croissant format 1.1. */
record Croissant(
    PublishOptions options, PublishSettings settings, Provenance provenance, Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The terms of the JSON-LD context that Croissant documents share. */
  private static final Map<String, String> CONTEXT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("@vocab", "https://schema.org/"),
              Map.entry("sc", "https://schema.org/"),
              Map.entry("cr", "http://mlcommons.org/croissant/"),
              Map.entry("rai", "http://mlcommons.org/croissant/RAI/"),
              Map.entry("dct", "http://purl.org/dc/terms/"),
              Map.entry("prov", "http://www.w3.org/ns/prov#"),
              Map.entry("citeAs", "cr:citeAs"),
              Map.entry("column", "cr:column"),
              Map.entry("conformsTo", "dct:conformsTo"),
              Map.entry("extract", "cr:extract"),
              Map.entry("field", "cr:field"),
              Map.entry("fileObject", "cr:fileObject"),
              Map.entry("fileProperty", "cr:fileProperty"),
              Map.entry("fileSet", "cr:fileSet"),
              Map.entry("format", "cr:format"),
              Map.entry("includes", "cr:includes"),
              Map.entry("isLiveDataset", "cr:isLiveDataset"),
              Map.entry("jsonPath", "cr:jsonPath"),
              Map.entry("key", "cr:key"),
              Map.entry("md5", "cr:md5"),
              Map.entry("parentField", "cr:parentField"),
              Map.entry("path", "cr:path"),
              Map.entry("recordSet", "cr:recordSet"),
              Map.entry("references", "cr:references"),
              Map.entry("regex", "cr:regex"),
              Map.entry("repeated", "cr:repeated"),
              Map.entry("replace", "cr:replace"),
              Map.entry("separator", "cr:separator"),
              Map.entry("source", "cr:source"),
              Map.entry("subField", "cr:subField"),
              Map.entry("transform", "cr:transform")));

  String json() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    context(root.putObject("@context"));
    root.put("@type", "sc:Dataset");
    root.putArray("conformsTo")
        .add("http://mlcommons.org/croissant/1.1")
        .add("http://mlcommons.org/croissant/RAI/1.0");
    root.put("name", settings.title().replaceAll("[^\\p{L}\\p{N}]+", "-"));
    root.put(
        "description",
        String.format(
            Locale.ROOT,
            "%s: %,d chest-CT reports in Japanese, made from %s.",
            settings.title(),
            provenance.reports(),
            settings.source().name().orElse("an English corpus")));
    root.put("license", Notices.url(options.licence()));
    root.put("version", settings.version());
    root.put("inLanguage", "ja");
    root.put("isLiveDataset", false);
    root.put("citeAs", String.join(", ", settings.creators()) + ": " + settings.title());
    provenance.models().stream()
        .map(Provenance.ModelFacts::to)
        .filter(day -> day != null)
        .max(String::compareTo)
        .ifPresent(day -> root.put("datePublished", day));
    settings.source().url().ifPresent(url -> root.put("isBasedOn", url));
    ArrayNode creators = root.putArray("creator");
    settings
        .creators()
        .forEach(c -> creators.addObject().put("@type", "Organization").put("name", c));
    responsibleAi(root);
    ArrayNode files = root.putArray("distribution");
    ArrayNode records = root.putArray("recordSet");
    for (SplitFacts split : provenance.splits()) {
      file(files, split.csv(), "text/csv");
      file(files, split.parquet(), "application/x-parquet");
      csv(records, split);
      parquet(records, split);
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void context(ObjectNode context) {
    CONTEXT.forEach(context::put);
    context.putObject("data").put("@id", "cr:data").put("@type", "@json");
    context.putObject("dataType").put("@id", "cr:dataType").put("@type", "@vocab");
    context.putObject("examples").put("@id", "cr:examples").put("@type", "@json");
    context.put("@language", "en");
  }

  private void responsibleAi(ObjectNode root) {
    root.put(
        "rai:dataCollection",
        "English reports were translated section by section by the language models named in"
            + " provenance.json; radiologists revised a sample in two stages.");
    root.put("rai:dataCollectionType", "Machine translation with expert revision");
    root.put(
        "rai:dataLimitations",
        "Texts that are not marked as revised were read by nobody; they hold translation errors."
            + " Not for clinical use.");
    root.put(
        "rai:dataBiases",
        "Style, order and choice of findings are those of the English source and its hospital.");
    root.put(
        "rai:personalSensitiveInformation",
        "Health data without identifiers: texts with names, numbers or addresses of persons were"
            + " not sent to a model.");
    root.put(
        "rai:dataUseCases",
        "Training and evaluation of classifiers of findings and of machine translation.");
    root.put("rai:machineAnnotationTools", "shoken " + provenance.shokenVersion());
  }

  private void file(ArrayNode files, String name, String format) throws IOException {
    files
        .addObject()
        .put("@type", "cr:FileObject")
        .put("@id", name)
        .put("name", name)
        .put("contentUrl", name)
        .put("encodingFormat", format)
        .put("contentSize", Files.size(folder.resolve(name)) + " B")
        .put("sha256", Checksums.of(folder.resolve(name)));
  }

  private static void csv(ArrayNode records, SplitFacts split) {
    ArrayNode fields = recordSet(records, split.name(), split.csv());
    for (CsvShape.Field field : CsvShape.of(split.name()).fields()) {
      boolean number = field.column().endsWith("radiologist");
      field(fields, split.name(), split.csv(), field.header(), number ? "sc:Integer" : "sc:Text");
    }
  }

  private static void parquet(ArrayNode records, SplitFacts split) {
    String set = split.name() + "_" + "labelled";
    ArrayNode fields = recordSet(records, set, split.parquet());
    List<String> findings = Finding.labels();
    for (String column : PublishedRows.names()) {
      String type =
          findings.contains(column) || column.endsWith("radiologist")
              ? "sc:Integer"
              : column.endsWith("_doubtful")
                  ? "sc:Boolean"
                  : column.endsWith("_made_at") ? "sc:DateTime" : "sc:Text";
      field(fields, set, split.parquet(), column, type);
    }
  }

  private static ArrayNode recordSet(ArrayNode records, String id, String file) {
    return records
        .addObject()
        .put("@type", "cr:RecordSet")
        .put("@id", id)
        .put("name", id)
        .put("description", "The rows of " + file + ".")
        .putArray("field");
  }

  private static void field(ArrayNode fields, String set, String file, String column, String type) {
    ObjectNode field = fields.addObject();
    field
        .put("@type", "cr:Field")
        .put("@id", set + "/" + column.replace(' ', '_')) // ids hold no blank
        .put("name", column)
        .put("description", "Column " + column + " of " + file + ".")
        .put("dataType", type);
    ObjectNode source = field.putObject("source");
    source.putObject("fileObject").put("@id", file);
    source.putObject("extract").put("column", column);
  }
}
