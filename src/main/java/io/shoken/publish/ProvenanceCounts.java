package io.shoken.publish;

import io.shoken.domain.Section;
import io.shoken.publish.Provenance.ModelFacts;
import io.shoken.publish.Provenance.SectionFacts;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Counts where texts come from, row by row. */
final class ProvenanceCounts {
  private final Map<String, long[]> sections = new TreeMap<>();
  private final Map<String, SectionName> names = new TreeMap<>();
  private final Map<String, Model> models = new TreeMap<>();

  private record SectionName(String split, Section section) {}

  private static final class Model {
    private final String model;
    private final String prompt;
    private final String parameters;
    private long texts;
    private LocalDate from;
    private LocalDate to;

    Model(String model, String prompt, String parameters) {
      this.model = model;
      this.prompt = prompt;
      this.parameters = parameters;
    }

    void add(LocalDate day) {
      texts++;
      if (day != null) {
        from = from == null || day.isBefore(from) ? day : from;
        to = to == null || day.isAfter(to) ? day : to;
      }
    }
  }

  /** Counts a row of {@link PublishedRows}. */
  void add(Row row) {
    for (Section section : Section.values()) {
      String name = section.key();
      String source = row.getAs(name + "_ja_source");
      if (source == null) {
        continue;
      }
      String split = row.getAs("split");
      String key = split + " " + name;
      names.putIfAbsent(key, new SectionName(split, section));
      long[] counts = sections.computeIfAbsent(key, k -> new long[5]);
      boolean machine = source.equals("machine");
      boolean doubtful = Boolean.TRUE.equals(row.<Boolean>getAs(name + "_doubtful"));
      counts[0]++;
      counts[1] += machine ? 0 : 1;
      counts[2] += source.equals("checked") ? 1 : 0;
      counts[3] += doubtful ? 1 : 0;
      counts[4] += doubtful && machine ? 1 : 0;
      addModel(row, name);
    }
  }

  private void addModel(Row row, String section) {
    String model = row.getAs(section + "_mt_model");
    if (model != null) {
      String prompt = row.getAs(section + "_mt_prompt");
      String parameters = row.getAs(section + "_mt_parameters");
      models
          .computeIfAbsent(
              model + "\n" + prompt + "\n" + parameters,
              key -> new Model(model, prompt, parameters))
          .add(day(row.getAs(section + "_mt_made_at")));
    }
  }

  private static LocalDate day(Object time) {
    Instant instant = time instanceof Timestamp t ? t.toInstant() : (Instant) time;
    return instant == null ? null : LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  List<SectionFacts> sections() {
    return sections.entrySet().stream()
        .map(
            e -> {
              SectionName name = names.get(e.getKey());
              long[] n = e.getValue();
              return new SectionFacts(
                  name.split(), name.section().key(), n[0], n[1], n[2], n[3], n[4]);
            })
        .toList();
  }

  List<ModelFacts> models() {
    return models.values().stream()
        .map(
            m -> new ModelFacts(m.model, m.prompt, m.parameters, m.texts, text(m.from), text(m.to)))
        .toList();
  }

  private static String text(LocalDate day) {
    return day == null ? null : day.toString();
  }
}
