package io.shoken.classifier.split;

import io.shoken.core.Hashes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Assigns reports to the parts of a cross-validation: a patient's reports, and reports with the
 * same text, always fall into the same part, so that none is tested on what it was trained on.
 */
public final class Folds {

  /** What ties reports together. */
  public record Key(String patientId, String textHash) {}

  private final Map<String, String> parent = new HashMap<>();

  private Folds() {}

  /**
   * The fold, 0 to {@code folds} - 1, of each text hash. Depends on the set of keys and the seed,
   * not on their order.
   */
  public static Map<String, Integer> assign(Collection<Key> keys, int folds, long seed) {
    Folds ties = new Folds();
    for (Key key : keys) {
      ties.join("p:" + key.patientId(), "t:" + key.textHash());
    }
    // A group is known by its least text hash, whichever key came first.
    Map<String, String> leastOf = new HashMap<>();
    for (Key key : keys) {
      leastOf.merge(
          ties.root("t:" + key.textHash()), key.textHash(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    Map<String, Integer> foldOfGroup = deal(leastOf.values(), folds, seed);
    Map<String, Integer> foldOfText = new TreeMap<>();
    for (Key key : keys) {
      String group = leastOf.get(ties.root("t:" + key.textHash()));
      foldOfText.put(key.textHash(), foldOfGroup.get(group));
    }
    return foldOfText;
  }

  /** Groups in the order of hashes that depend on the seed, dealt out in turn. */
  private static Map<String, Integer> deal(Collection<String> groups, int folds, long seed) {
    List<String> order = new ArrayList<>(groups);
    Map<String, String> rank = new HashMap<>();
    groups.forEach(g -> rank.put(g, Hashes.ofParts(Long.toString(seed), g)));
    order.sort(Comparator.comparing(rank::get));
    Map<String, Integer> fold = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      fold.put(order.get(i), i % folds);
    }
    return fold;
  }

  private void join(String a, String b) {
    String rootA = root(a);
    String rootB = root(b);
    if (!rootA.equals(rootB)) {
      parent.put(rootA, rootB);
    }
  }

  private String root(String name) {
    String at = name;
    for (String up = parent.get(at); up != null; up = parent.get(at)) {
      String above = parent.get(up);
      if (above != null) {
        parent.put(at, above);
      }
      at = up;
    }
    return at;
  }
}
