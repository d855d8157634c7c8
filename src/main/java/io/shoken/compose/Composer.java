package io.shoken.compose;

import io.shoken.domain.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Composes scans from a stock of sentences. The same seed gives the same scans, on every machine
 * and however many are asked for: a stream of 300 is the beginning of a stream of 50,000.
 * Thread-safe.
 */
public final class Composer {

  private static final double SECOND_SCAN = 0.08;
  private static final double NO_IMPRESSION = 0.1;
  private static final double IMPRESSION_IN_FINDINGS = 0.08;
  private static final double CLINICAL_GIVEN = 0.55;
  private static final double TECHNIQUE_GIVEN = 0.5;
  private static final double SEVERAL_VOLUMES = 0.25;
  private static final double NO_CHEST = 0.1;

  private final Stock stock = Stock.load();

  /**
   * The scans of a split, one after another; nothing is kept, so that any number can be streamed.
   *
   * @param split the beginning of every id, such as {@code train}
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public Stream<Scan> compose(long seed, String split, long count) {
    return LongStream.iterate(1, n -> n + 1)
        .boxed()
        .flatMap(patient -> patient(split, patient, Dice.of(seed, split, patient)).stream())
        .limit(count);
  }

  /** How many sentences with open slots the stock holds. */
  public int stockSize() {
    return stock.size();
  }

  Edits edits() {
    return stock.edits();
  }

  private List<Scan> patient(String split, long number, Dice dice) {
    String patientId = split + "_" + number;
    Profiles.Profile profile = stock.profiles().draw(dice);
    Set<Finding> present = profile.draw(dice);
    List<Scan> scans = new ArrayList<>();
    scans.add(scan(patientId, "a", present, dice));
    if (dice.chance(SECOND_SCAN)) {
      scans.add(scan(patientId, "b", profile.drawAgain(present, dice), dice));
    }
    return scans;
  }

  private Scan scan(String patientId, String letter, Set<Finding> present, Dice dice) {
    Dictation dictation = new Dictation(stock, present, dice);
    Passage clinical = dice.chance(CLINICAL_GIVEN) ? dictation.front(Part.CLINICAL) : Passage.EMPTY;
    Passage technique =
        dice.chance(TECHNIQUE_GIVEN) ? dictation.front(Part.TECHNIQUE) : Passage.EMPTY;
    Passage findings = dictation.findings();
    Passage impression = dice.chance(NO_IMPRESSION) ? Passage.EMPTY : dictation.impression();
    if (dice.chance(IMPRESSION_IN_FINDINGS)) {
      findings = findings.then(impression);
      impression = Passage.EMPTY;
    }
    int volumes = dice.chance(SEVERAL_VOLUMES) ? dice.between(2, 3) : 1;
    boolean lastIsNoChest = volumes > 1 && dice.chance(NO_CHEST);
    return new Scan(
        patientId,
        patientId + "_" + letter,
        volumes,
        lastIsNoChest,
        clinical,
        technique,
        findings,
        impression,
        dictation.asserted());
  }
}
