package io.shoken.quality.check;

import io.shoken.core.Hashes;
import io.shoken.quality.privacy.Guard;
import io.shoken.quality.privacy.Kind;
import io.shoken.quality.privacy.Match;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * How many good texts each check flags, and how many seeded errors of each kind it finds. Texts are
 * parted in two by their hash: rules were tuned on one half, figures are of the other.
 */
public final class ChecksBench {

  private static final int ERRORS_OF_A_KIND = Integer.getInteger("errors", 1000);

  private ChecksBench() {}

  /**
   * @param args the rules of {@code errors.tsv}, {@code report} or {@code tune}, and either nothing
   *     (composed reports) or the English and the Japanese file; a fifth argument names a check
   *     whose flagged good texts are listed by number and detail, which hold no passages
   */
  public static void main(String[] args) throws IOException {
    boolean tune = args[1].equals("tune");
    List<Answer> pairs =
        (args.length > 2 ? PairFile.read(Path.of(args[2]), Path.of(args[3])) : ComposedPairs.read())
            .stream().filter(pair -> isForTuning(pair) == tune).toList();
    Set<String> shown = args.length > 4 ? Set.of(args[4].split(",")) : Set.of();
    System.out.printf("%d good texts (%s half)%n%n", pairs.size(), tune ? "tuning" : "reporting");
    List<Answer> unflagged = falseAlarms(pairs, shown);
    System.out.println();
    guardAlarms(pairs);
    System.out.println();
    detection(new SeededErrors(Path.of(args[0])), unflagged, shown);
  }

  /** By the source's hash, so that a text is in the same half everywhere. */
  static boolean isForTuning(Answer pair) {
    return Integer.parseInt(Hashes.ofText(pair.english()).substring(0, 2), 16) % 2 == 0;
  }

  /** Prints the share of good texts that each check flags; returns the texts. */
  private static List<Answer> falseAlarms(List<Answer> pairs, Set<String> shown) {
    Map<Check, Integer> flags = new EnumMap<>(Check.class);
    int any = 0;
    long start = System.nanoTime();
    for (int i = 0; i < pairs.size(); i++) {
      List<Result> failed = failed(pairs.get(i));
      any += failed.isEmpty() ? 0 : 1;
      for (Result result : failed) {
        flags.merge(result.check(), 1, Integer::sum);
        if (shown.contains(result.check().key())) {
          System.out.printf("  text %d: %s%n", i, result.detail());
        }
      }
    }
    double millis = (System.nanoTime() - start) / 1e6 / pairs.size();
    System.out.println("check        flagged good texts");
    for (Check check : Check.values()) {
      int n = flags.getOrDefault(check, 0);
      System.out.printf(
          Locale.ROOT, "%-12s %4d  %5.2f %%%n", check.key(), n, share(n, pairs.size()));
    }
    System.out.printf(Locale.ROOT, "%-12s %4d  %5.2f %%%n", "any", any, share(any, pairs.size()));
    System.out.printf(Locale.ROOT, "%.2f ms a text%n", millis);
    return pairs;
  }

  /** Prints the share of texts of either language in which the privacy guard sees something. */
  private static void guardAlarms(List<Answer> pairs) {
    Map<Kind, Integer> english = new EnumMap<>(Kind.class);
    Map<Kind, Integer> japanese = new EnumMap<>(Kind.class);
    for (Answer pair : pairs) {
      kinds(pair.english()).forEach(kind -> english.merge(kind, 1, Integer::sum));
      kinds(pair.japanese()).forEach(kind -> japanese.merge(kind, 1, Integer::sum));
    }
    System.out.println("privacy      English texts    Japanese texts with a match");
    for (Kind kind : Kind.values()) {
      int en = english.getOrDefault(kind, 0);
      int ja = japanese.getOrDefault(kind, 0);
      System.out.printf(
          Locale.ROOT,
          "%-12s %4d  %5.2f %%    %4d  %5.2f %%%n",
          kind.key(),
          en,
          share(en, pairs.size()),
          ja,
          share(ja, pairs.size()));
    }
  }

  private static Set<Kind> kinds(String text) {
    return Guard.standard().find(text).stream().map(Match::kind).collect(Collectors.toSet());
  }

  private static void detection(SeededErrors errors, List<Answer> pairs, Set<String> shown) {
    System.out.println("seeded error          found  of    checks that found it");
    Map<Answer, List<String>> known = new HashMap<>();
    for (Map.Entry<String, SeededErrors.Error> kind : errors.kinds().entrySet()) {
      SplittableRandom random = new SplittableRandom(kind.getKey().hashCode());
      Map<String, Integer> by = new LinkedHashMap<>();
      int seeded = 0;
      int found = 0;
      for (int tries = 0; seeded < ERRORS_OF_A_KIND && tries < 40 * ERRORS_OF_A_KIND; tries++) {
        Answer good = pairs.get(random.nextInt(pairs.size()));
        Optional<Answer> spoilt = kind.getValue().in(good, random);
        if (spoilt.isEmpty()) {
          continue;
        }
        seeded++;
        List<String> before =
            known.computeIfAbsent(
                good, pair -> failed(pair).stream().map(ChecksBench::print).toList());
        List<Result> news =
            failed(spoilt.get()).stream().filter(r -> !before.contains(print(r))).toList();
        found += news.isEmpty() ? 0 : 1;
        news.forEach(r -> by.merge(r.check().key(), 1, Integer::sum));
        if (news.isEmpty() && shown.contains(kind.getKey())) {
          System.out.println("  missed: " + difference(good.japanese(), spoilt.get().japanese()));
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%-20s %6.1f %% %5d  %s%n",
          kind.getKey(),
          share(found, seeded),
          seeded,
          by.entrySet().stream()
              .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
              .limit(4)
              .map(e -> e.getKey() + " " + e.getValue())
              .collect(Collectors.joining(", ")));
    }
  }

  private static String print(Result result) {
    return result.check() + " " + result.detail();
  }

  private static List<Result> failed(Answer answer) {
    return new ArrayList<>(Checks.standard().of(answer).stream().filter(r -> !r.passed()).toList());
  }

  private static double share(int n, int all) {
    return 100.0 * n / Math.max(1, all);
  }

  /** The place of the change with some chars around it; only where it is asked for. */
  private static String difference(String good, String spoilt) {
    int at = 0;
    while (at < Math.min(good.length(), spoilt.length()) && good.charAt(at) == spoilt.charAt(at)) {
      at++;
    }
    return good.substring(Math.max(0, at - 40), Math.min(good.length(), at + 30))
        .replace("\n", "\\n");
  }
}
