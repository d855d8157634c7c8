package io.shoken.review.sample;

import io.shoken.core.Hashes;
import io.shoken.review.sample.Sample.Drawn;
import io.shoken.review.sample.Sample.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Draws reports for review. The order of chance is the hash of seed and report id, so a sample
 * depends on nothing else. Each stratum that has any report gets an equal part; what a small one
 * cannot fill goes to the others: 30 of strata of 4, 500 and 2,000 are 4, 13 and 13.
 */
public final class Sampler {
  private static final double LONGEST = 0.8;

  private final long seed;

  public Sampler(long seed) {
    this.seed = seed;
  }

  /**
   * Draws.
   *
   * @param size the most reports in all
   * @param overlap how many of them every reviewer gets; the others go to one reviewer each
   */
  public Sample draw(List<Candidate> candidates, int size, int overlap, List<String> reviewers) {
    Map<Stratum, List<Candidate>> strata = strata(distinct(inOrderOfChance(candidates, "draw")));
    Map<Stratum, Integer> parts = parts(strata, size);
    List<Drawn> drawn = new ArrayList<>();
    List<Share> shares = new ArrayList<>();
    List<Candidate> chosen = new ArrayList<>();
    Map<String, Stratum> stratumOf = new LinkedHashMap<>();
    strata.forEach(
        (stratum, all) -> {
          List<Candidate> part = all.subList(0, parts.get(stratum));
          chosen.addAll(part);
          part.forEach(c -> stratumOf.put(c.reportId(), stratum));
          if (!all.isEmpty()) {
            double weight = part.isEmpty() ? 0 : (double) all.size() / part.size();
            shares.add(new Share(stratum, all.size(), part.size(), weight));
          }
        });
    List<Candidate> dealt = inOrderOfChance(chosen, "deal");
    Map<String, List<Candidate>> perReviewer = new LinkedHashMap<>();
    reviewers.forEach(r -> perReviewer.put(r, new ArrayList<>()));
    for (int i = 0; i < dealt.size(); i++) {
      Candidate report = dealt.get(i);
      boolean shared = i < overlap;
      drawn.add(new Drawn(report.reportId(), stratumOf.get(report.reportId()), shared));
      int turn = i;
      perReviewer.forEach(
          (reviewer, list) -> {
            if (shared || reviewers.indexOf(reviewer) == turn % reviewers.size()) {
              list.add(report);
            }
          });
    }
    drawn.sort(Comparator.comparing(Drawn::stratum).thenComparing(Drawn::reportId));
    Map<String, List<String>> orders = new LinkedHashMap<>();
    perReviewer.forEach((reviewer, list) -> orders.put(reviewer, order(list, reviewer)));
    return new Sample(drawn, shares, orders);
  }

  /** A reviewer's own order; what was rejected goes first. */
  private List<String> order(List<Candidate> reports, String reviewer) {
    return inOrderOfChance(reports, "order " + reviewer).stream()
        .sorted(Comparator.comparing(c -> !c.rejected()))
        .map(Candidate::reportId)
        .toList();
  }

  private List<Candidate> inOrderOfChance(List<Candidate> candidates, String purpose) {
    return candidates.stream()
        .sorted(
            Comparator.comparing(c -> Hashes.ofParts(Long.toString(seed), purpose, c.reportId())))
        .toList();
  }

  /** Leaves out reports that have a text of an earlier one: nobody reads a text twice. */
  private static List<Candidate> distinct(List<Candidate> candidates) {
    Set<String> seen = new HashSet<>();
    List<Candidate> distinct = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (candidate.textKeys().stream().noneMatch(seen::contains)) {
        seen.addAll(candidate.textKeys());
        distinct.add(candidate);
      }
    }
    return distinct;
  }

  private static Map<Stratum, List<Candidate>> strata(List<Candidate> candidates) {
    int[] lengths = candidates.stream().mapToInt(Candidate::chars).sorted().toArray();
    int isLong =
        lengths.length == 0
            ? 0
            : lengths[(int) Math.min(lengths.length - 1L, (long) (LONGEST * lengths.length))];
    Map<Stratum, List<Candidate>> strata = new EnumMap<>(Stratum.class);
    for (Stratum stratum : Stratum.values()) {
      strata.put(stratum, new ArrayList<>());
    }
    candidates.forEach(c -> strata.get(stratum(c, isLong)).add(c));
    return strata;
  }

  private static Stratum stratum(Candidate c, int isLong) {
    if (c.rejected()) {
      return Stratum.REJECTED;
    }
    if (c.doubtful()) {
      return Stratum.DOUBTFUL;
    }
    return c.rareFinding()
        ? Stratum.RARE_FINDING
        : c.chars() >= isLong ? Stratum.LONG : Stratum.USUAL;
  }

  private static Map<Stratum, Integer> parts(Map<Stratum, List<Candidate>> strata, int size) {
    Map<Stratum, Integer> parts = new EnumMap<>(Stratum.class);
    strata.keySet().forEach(s -> parts.put(s, 0));
    int left = Math.min(size, strata.values().stream().mapToInt(List::size).sum());
    while (left > 0) {
      for (Stratum stratum : Stratum.values()) {
        if (left > 0 && parts.get(stratum) < strata.get(stratum).size()) {
          parts.merge(stratum, 1, Integer::sum);
          left--;
        }
      }
    }
    return parts;
  }
}
