package io.shoken.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoken.warehouse.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The section on runs: a card for each with its counts; settings and versions fold out below. */
final class StepSection {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FUNNEL = List.of("in", "out", "rejected", "failed");

  private StepSection() {}

  static Html of(List<Manifest> runs) {
    return Html.of(
        "<section id=\"steps\"><h2>Steps</h2>\n<ol class=\"steps\">{}</ol></section>",
        Html.each(runs, StepSection::card));
  }

  private static Html card(Manifest run) {
    Map<String, Long> counts = orEmpty(run.counts());
    return Html.of(
        """
        <li class="card step">
        <div class="what"><h3>{}</h3><p class="muted">{}<br/>{}</p></div>
        <div class="flow">{}<dl class="counts">{}</dl></div>
        <p class="exit {}">{}</p>{}
        <details><summary>Settings, versions, inputs</summary>
        <p class="muted">run <code>{}</code></p>{}</details>
        </li>\
        """,
        run.command(),
        Shown.time(run.startedAt()),
        Shown.duration(run.startedAt(), run.finishedAt()),
        funnel(counts),
        counts(counts),
        run.exitCode() == 0 ? "done" : "partial",
        exit(run.exitCode()),
        LossChart.of(orEmpty(run.notes())),
        run.runId(),
        facts(run));
  }

  /** Shares of what came in that went on, was rejected and failed. */
  private static Html funnel(Map<String, Long> counts) {
    long in = counts.getOrDefault("in", 0L);
    if (in <= 0 || !counts.containsKey("out")) {
      return Html.NOTHING;
    }
    double out = share(counts, "out", in);
    double rejected = share(counts, "rejected", in);
    double failed = share(counts, "failed", in);
    return Html.of(
        """
        <svg class="funnel" role="img" width="100%" height="10"><title>{} in, {} out, {} rejected, \
        {} failed</title>
        <rect class="rest" width="100%" height="10" rx="3"/>
        <rect class="out" width="{}" height="10" rx="3"/>
        <rect class="rejected" x="{}" width="{}" height="10"/>
        <rect class="failed" x="{}" width="{}" height="10"/></svg>\
        """,
        Shown.count(in),
        Shown.count(counts.get("out")),
        Shown.count(counts.get("rejected")),
        Shown.count(counts.get("failed")),
        percent(out),
        percent(out),
        percent(rejected),
        percent(out + rejected),
        percent(failed));
  }

  private static double share(Map<String, Long> counts, String name, long in) {
    return Math.min(1, Math.max(0, counts.getOrDefault(name, 0L) / (double) in));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f%%", 100 * share);
  }

  private static Html counts(Map<String, Long> counts) {
    Map<String, Long> ordered = new LinkedHashMap<>();
    FUNNEL.stream().filter(counts::containsKey).forEach(c -> ordered.put(c, counts.get(c)));
    new TreeMap<>(counts).forEach(ordered::putIfAbsent);
    return Html.each(
        List.copyOf(ordered.entrySet()),
        count ->
            Html.of(
                "<div class=\"{}\"><dt>{}</dt><dd>{}</dd></div>",
                FUNNEL.contains(count.getKey()) ? "main" : "other",
                words(count.getKey()),
                Shown.count(count.getValue())));
  }

  private static String exit(int code) {
    return switch (code) {
      case 0 -> "\u2713 done";
      case 3 -> "\u25d0 partly done";
      case 4 -> "\u25a0 stopped by quota or budget";
      default -> "\u2717 exit " + code;
    };
  }

  private static Html facts(Manifest run) {
    Map<String, String> inputs = new LinkedHashMap<>();
    if (run.inputs() != null) {
      run.inputs().forEach(input -> inputs.put(Integer.toString(inputs.size() + 1), input));
    }
    return Html.join(
        List.of(
            list("Rows written", orEmpty(run.tables())),
            list("Notes", withoutCurve(orEmpty(run.notes()))),
            list("Versions", orEmpty(run.versions())),
            list("Inputs", inputs),
            list("Settings", new TreeMap<>(orEmpty(run.configuration())))));
  }

  /** The curve is drawn; its numbers would fill a screen. */
  private static Map<String, Object> withoutCurve(Map<String, Object> notes) {
    Map<String, Object> others = new LinkedHashMap<>(notes);
    others.remove(LossChart.NOTE);
    return others;
  }

  private static Html list(String title, Map<String, ?> facts) {
    if (facts.isEmpty()) {
      return Html.NOTHING;
    }
    return Html.of(
        "<h4>{}</h4>\n<dl class=\"facts\">{}</dl>",
        title,
        Html.each(
            List.copyOf(facts.entrySet()),
            fact ->
                Html.of(
                    "<div><dt>{}</dt><dd>{}</dd></div>", fact.getKey(), show(fact.getValue()))));
  }

  private static String show(Object value) {
    if (value instanceof Long n) {
      return Shown.count(n);
    }
    if (value instanceof Map || value instanceof List) {
      try {
        return JSON.writeValueAsString(value);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a manifest holds a value that JSON cannot", e);
      }
    }
    return String.valueOf(value);
  }

  static String words(String name) {
    return name.replace('_', ' ');
  }

  private static <V> Map<String, V> orEmpty(Map<String, V> map) {
    return map == null ? Map.of() : map;
  }
}
