package io.shoken.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small multi-label problem and what scikit-learn says about it (sklearn.json). */
record Problem(String name, JsonNode json) {

  static List<Problem> all() {
    try (InputStream in = Problem.class.getResourceAsStream("sklearn.json")) {
      List<Problem> problems = new ArrayList<>();
      new ObjectMapper()
          .readTree(in)
          .get("problems")
          .forEach(p -> problems.add(new Problem(p.get("name").asText(), p)));
      return problems;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int reports() {
    return json.get("labels").get(0).size();
  }

  int findings() {
    return json.get("labels").size();
  }

  int label(int finding, int report) {
    return json.get("labels").get(finding).get(report).asInt();
  }

  double score(int finding, int report) {
    return json.get("scores").get(finding).get(report).asDouble();
  }

  int decision(int finding, int report) {
    return json.get("decisions").get(finding).get(report).asInt();
  }

  byte[] outcomes(int report) {
    byte[] outcomes = new byte[findings()];
    for (int f = 0; f < outcomes.length; f++) {
      outcomes[f] = Outcome.of(label(f, report) == 1, decision(f, report) == 1).code();
    }
    return outcomes;
  }

  /** One model's tally of this problem. */
  OutcomeTally tally(int resamples) {
    OutcomeTally tally = empty(resamples);
    for (int r = 0; r < reports(); r++) {
      tally.add("report_" + r, new byte[][] {outcomes(r)});
    }
    return tally;
  }

  OutcomeTally empty(int resamples) {
    boolean[] all = new boolean[findings()];
    Arrays.fill(all, true);
    return new OutcomeTally(new boolean[][] {all}, resamples, 7);
  }

  /** The curve of one finding, or of all where it is negative. */
  RankingCurve curve(int finding) {
    Map<Double, long[]> counts = new TreeMap<>(Comparator.reverseOrder());
    for (int f = 0; f < findings(); f++) {
      for (int r = 0; r < reports() && (finding < 0 || f == finding); r++) {
        counts.computeIfAbsent(score(f, r), s -> new long[2])[label(f, r)]++;
      }
    }
    RankingCurve curve = new RankingCurve();
    counts.forEach((score, n) -> curve.add(score, n[1], n[0]));
    return curve;
  }
}
