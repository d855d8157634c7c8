package io.shoken.review;

import io.shoken.domain.Finding;
import io.shoken.quality.check.Check;
import io.shoken.review.agreement.Agreement;
import io.shoken.review.agreement.Bootstrap;
import io.shoken.review.agreement.Krippendorff;
import io.shoken.review.agreement.Level;
import io.shoken.review.file.Ratings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What the answers of one stage say. Each figure is a ratio of sums over texts, such as edits over
 * code points, and its interval is made by drawing texts again. Figures that end in {@code
 * _weighed} count a text as often as its stratum's weight says, so they hold for all reports that
 * the sample was drawn from.
 */
final class Figures {
  static final String ALL = "all";
  private static final List<String> SEVERITIES = List.of("minor", "major", "critical");

  /** A figure as a row of the table {@code reviews}. */
  record Measured(String stage, String reviewer, String measure, Bootstrap.Figure figure) {}

  private final String stage;
  private final Bootstrap bootstrap;
  private final List<Measured> measured = new ArrayList<>();

  private Figures(String stage, Bootstrap bootstrap) {
    this.stage = stage;
    this.bootstrap = bootstrap;
  }

  /** All figures of the answers, which may be of several stages. */
  static List<Measured> of(List<Reviewed> answers, Bootstrap bootstrap) {
    List<Measured> all = new ArrayList<>();
    for (String stage : new TreeSet<>(answers.stream().map(Reviewed::stage).toList())) {
      Figures figures = new Figures(stage, bootstrap);
      List<Reviewed> ofStage = answers.stream().filter(a -> a.stage().equals(stage)).toList();
      List<Reviewed> texts = ofStage.stream().filter(Reviewed::isText).toList();
      figures.perReviewer(ALL, texts);
      Map<String, List<Reviewed>> reviewers = new TreeMap<>();
      texts.forEach(a -> reviewers.computeIfAbsent(a.reviewer(), r -> new ArrayList<>()).add(a));
      if (reviewers.size() > 1) {
        reviewers.forEach(figures::perReviewer);
      }
      figures.agreement(reviewers);
      figures.checks(texts);
      figures.comparisons(ofStage);
      all.addAll(figures.measured);
    }
    return all;
  }

  private void perReviewer(String reviewer, List<Reviewed> texts) {
    ratio(reviewer, "untouched", texts, a -> a.edits() == 0 ? 1 : 0, a -> 1);
    ratio(
        reviewer,
        "untouched_weighed",
        texts,
        a -> a.edits() == 0 ? a.weight() : 0,
        Reviewed::weight);
    ratio(reviewer, "edit_rate", texts, Reviewed::edits, Reviewed::chars);
    ratio(
        reviewer,
        "edit_rate_weighed",
        texts,
        a -> a.weight() * a.edits(),
        a -> a.weight() * a.chars());
    List<Reviewed> timed = texts.stream().filter(a -> a.seconds() != null).toList();
    ratio(reviewer, "seconds_per_text", timed, Reviewed::seconds, a -> 1);
    for (String severity : SEVERITIES) {
      ratio(
          reviewer,
          "errors_per_1000_chars:" + severity,
          texts,
          a -> 1000.0 * a.errors(severity),
          a -> a.shown().codePointCount(0, a.shown().length()));
    }
    criticalPerReport(reviewer, texts);
    for (String field : Ratings.FIELDS) {
      List<Reviewed> rated = texts.stream().filter(a -> a.ratings().containsKey(field)).toList();
      ratio(reviewer, "rating:" + field, rated, a -> a.ratings().get(field), a -> 1);
    }
  }

  private void criticalPerReport(String reviewer, List<Reviewed> texts) {
    Map<String, Double> reports = new TreeMap<>();
    texts.forEach(
        a ->
            reports.merge(
                a.reportId() + "\n" + a.reviewer(), (double) a.errors("critical"), Double::sum));
    double[] errors = reports.values().stream().mapToDouble(Double::doubleValue).toArray();
    add(
        reviewer,
        "critical_errors_per_report",
        errors.length,
        drawn -> Arrays.stream(drawn).mapToDouble(i -> errors[i]).average().orElse(Double.NaN));
  }

  private void ratio(
      String reviewer,
      String measure,
      List<Reviewed> texts,
      ToDoubleFunction<Reviewed> over,
      ToDoubleFunction<Reviewed> under) {
    double[] numerators = texts.stream().mapToDouble(over).toArray();
    double[] denominators = texts.stream().mapToDouble(under).toArray();
    add(
        reviewer,
        measure,
        texts.size(),
        drawn -> {
          double sumOver = 0;
          double sumUnder = 0;
          for (int i : drawn) {
            sumOver += numerators[i];
            sumUnder += denominators[i];
          }
          return sumOver / sumUnder;
        });
  }

  private void add(String reviewer, String measure, int units, ToDoubleFunction<int[]> figure) {
    if (units > 0) {
      measured.add(new Measured(stage, reviewer, measure, bootstrap.of(units, figure)));
    }
  }

  /** Over the texts that at least two reviewers have answered. */
  private void agreement(Map<String, List<Reviewed>> reviewers) {
    List<String> names = List.copyOf(reviewers.keySet());
    Map<String, Reviewed[]> byText = new TreeMap<>();
    for (int r = 0; r < names.size(); r++) {
      for (Reviewed answer : reviewers.get(names.get(r))) {
        byText.computeIfAbsent(answer.key(), k -> new Reviewed[names.size()])[r] = answer;
      }
    }
    List<Reviewed[]> shared =
        byText.values().stream()
            .filter(a -> Arrays.stream(a).filter(x -> x != null).count() > 1)
            .toList();
    if (shared.isEmpty()) {
      return;
    }
    agree(names, "edited", units(shared, a -> a.edits() > 0 ? 1 : 0), 2);
    for (String field : Ratings.FIELDS) {
      Function<Reviewed, Integer> rating = a -> a.ratings().getOrDefault(field, 0) - 1;
      agree(names, field, units(shared, rating), Ratings.MOST);
    }
    if (shared.stream()
        .flatMap(Arrays::stream)
        .anyMatch(a -> a != null && !a.findings().isEmpty())) {
      List<int[]> units = new ArrayList<>();
      for (String finding : Finding.labels()) {
        units.addAll(Arrays.asList(units(shared, a -> a.findings().contains(finding) ? 1 : 0)));
      }
      agree(names, "findings", units.toArray(int[][]::new), 2);
    }
  }

  private static int[][] units(List<Reviewed[]> shared, Function<Reviewed, Integer> category) {
    return shared.stream()
        .map(
            answers ->
                Arrays.stream(answers).mapToInt(a -> a == null ? -1 : category.apply(a)).toArray())
        .toArray(int[][]::new);
  }

  private void agree(List<String> names, String what, int[][] all, int categories) {
    int[][] units =
        Arrays.stream(all)
            .filter(unit -> Arrays.stream(unit).filter(c -> c >= 0).count() > 1)
            .toArray(int[][]::new);
    Level level = categories == 2 ? Level.NOMINAL : Level.ORDINAL;
    add(
        ALL,
        "alpha:" + what,
        units.length,
        drawn ->
            Krippendorff.alpha(
                Arrays.stream(drawn).mapToObj(i -> units[i]).toArray(int[][]::new),
                categories,
                level));
    for (int first = 0; first < names.size(); first++) {
      for (int second = first + 1; second < names.size(); second++) {
        pair(names, first, second, what, units, categories);
      }
    }
  }

  private void pair(
      List<String> names, int first, int second, String what, int[][] all, int categories) {
    int[][] units =
        Arrays.stream(all).filter(u -> u[first] >= 0 && u[second] >= 0).toArray(int[][]::new);
    String pair = names.get(first) + "+" + names.get(second);
    add(
        pair,
        "agreement:" + what,
        units.length,
        d -> Agreement.share(of(units, d, first), of(units, d, second)));
    add(
        pair,
        "kappa:" + what,
        units.length,
        d -> Agreement.kappa(of(units, d, first), of(units, d, second), categories, Level.NOMINAL));
    if (categories > 2) {
      add(
          pair,
          "weighted_kappa:" + what,
          units.length,
          d ->
              Agreement.kappa(
                  of(units, d, first), of(units, d, second), categories, Level.INTERVAL));
    }
  }

  private static int[] of(int[][] units, int[] drawn, int rater) {
    return Arrays.stream(drawn).map(i -> units[i][rater]).toArray();
  }

  /**
   * A check is right about a text that it fails if the reviewer changed the text and did not
   * dismiss what the check says; recall is over the texts that were changed.
   */
  private void checks(List<Reviewed> texts) {
    for (Check check : Check.values()) {
      ToDoubleFunction<Reviewed> failed = a -> a.failedChecks().contains(check.key()) ? 1 : 0;
      ToDoubleFunction<Reviewed> right =
          a -> failed.applyAsDouble(a) == 1 && a.edits() > 0 && !isDismissed(a, check) ? 1 : 0;
      if (texts.stream().anyMatch(a -> failed.applyAsDouble(a) == 1)) {
        ratio(ALL, "check_precision:" + check.key(), texts, right, failed);
        ratio(ALL, "check_recall:" + check.key(), texts, right, a -> a.edits() > 0 ? 1 : 0);
      }
    }
  }

  private static boolean isDismissed(Reviewed answer, Check check) {
    List<Reviewed.Span> spans =
        answer.spans().stream().filter(s -> s.check().equals(check.key())).toList();
    return !spans.isEmpty() && spans.stream().allMatch(s -> s.decision().equals("dismissed"));
  }

  private void comparisons(List<Reviewed> answers) {
    List<Reviewed> decided =
        answers.stream()
            .filter(a -> a.kind().equals("pair") && a.choice() != null)
            .filter(a -> !a.choice().equals("same"))
            .toList();
    ratio(ALL, "revised_preferred", decided, a -> a.choice().equals("revised") ? 1 : 0, a -> 1);
    List<Reviewed> attention = answers.stream().filter(a -> a.kind().equals("attention")).toList();
    ratio(ALL, "attention_found", attention, a -> a.edits() > 0 ? 1 : 0, a -> 1);
  }
}
