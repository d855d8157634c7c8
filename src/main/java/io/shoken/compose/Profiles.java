package io.shoken.compose;

import io.shoken.domain.Finding;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Profiles of patients: each gives findings that occur together in an illness. */
final class Profiles {

  /** How much of what an earlier scan showed a later one of the same patient shows again. */
  private static final double STAYS = 0.75;

  private final List<Profile> profiles;

  private Profiles(List<Profile> profiles) {
    this.profiles = profiles;
  }

  static Profiles load() {
    return new Profiles(Tsv.read("profiles.tsv").stream().map(Profile::of).toList());
  }

  /** One kind of patient and the share of them that has each finding. */
  record Profile(int weight, Map<Finding, Double> rates) {

    private static Profile of(Tsv.Line line) {
      Map<Finding, Double> rates = new EnumMap<>(Finding.class);
      for (Finding finding : Finding.values()) {
        rates.put(finding, Double.valueOf(line.get(finding.label())));
      }
      return new Profile(Integer.parseInt(line.get("weight")), Collections.unmodifiableMap(rates));
    }

    /** The findings of a scan. */
    Set<Finding> draw(Dice dice) {
      Set<Finding> present = EnumSet.noneOf(Finding.class);
      rates.forEach(
          (finding, rate) -> {
            if (dice.chance(rate)) {
              present.add(finding);
            }
          });
      return present;
    }

    /** The findings of a later scan: most are as they were, the others are drawn afresh. */
    Set<Finding> drawAgain(Set<Finding> before, Dice dice) {
      Set<Finding> present = draw(dice);
      for (Finding finding : Finding.values()) {
        if (dice.chance(STAYS)) {
          if (before.contains(finding)) {
            present.add(finding);
          } else {
            present.remove(finding);
          }
        }
      }
      return present;
    }
  }

  Profile draw(Dice dice) {
    return dice.weighted(profiles, Profile::weight);
  }
}
