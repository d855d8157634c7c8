package io.shoken.compose;

import io.shoken.domain.Finding;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * A sentence of the stock with its slots open, the same in both languages.
 *
 * @param claims what it says of which finding; empty where it decides none
 * @param alone that no other background sentence of its part goes with it
 * @param weight how often it is taken against the others that would do
 */
record Phrase(
    Part part,
    Map<Finding, State> claims,
    boolean alone,
    int weight,
    String english,
    String japanese) {

  private static final String NONE = "-";

  Phrase {
    claims = Map.copyOf(claims);
    if (weight < 1) {
      throw new IllegalArgumentException("a weight is at least 1, not " + weight);
    }
  }

  /** Reads the columns section, findings, states, weight, english, japanese. */
  static Phrase of(Tsv.Line line) {
    String states = line.get("states");
    boolean alone = states.equals("alone");
    Map<Finding, State> claims =
        line.get("findings").equals(NONE) ? Map.of() : claims(line.get("findings"), states);
    return new Phrase(
        Part.of(line.get("section")),
        claims,
        alone,
        Integer.parseInt(line.get("weight")),
        line.get("english"),
        line.get("japanese"));
  }

  private static Map<Finding, State> claims(String findings, String states) {
    String[] names = findings.split("; ", -1);
    String[] words = states.split("; ", -1);
    if (names.length != words.length) {
      throw new IllegalArgumentException(
          names.length + " findings with " + words.length + " states");
    }
    Map<Finding, State> claims = new EnumMap<>(Finding.class);
    for (int i = 0; i < names.length; i++) {
      claims.put(Finding.ofLabel(names[i]).orElseThrow(), State.of(words[i]));
    }
    return claims;
  }

  /** Whether every claim is true of a scan that has exactly these findings. */
  boolean fits(Set<Finding> present) {
    return claims.entrySet().stream()
        .allMatch(c -> c.getValue().fits(present.contains(c.getKey())));
  }

  /** Whether it makes the label of that finding 1. */
  boolean asserts(Finding finding) {
    State state = claims.get(finding);
    return state != null && state.asserts();
  }
}
