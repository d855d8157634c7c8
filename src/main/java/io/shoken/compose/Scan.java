package io.shoken.compose;

import io.shoken.domain.Finding;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One composed scan. Sections that are not given are empty passages.
 *
 * @param patientId such as {@code train_17}
 * @param id such as {@code train_17_a}
 * @param volumeCount how many volumes (reconstructions) it has, all with the same report
 * @param lastIsNoChest whether the last of its volumes shows no chest and is on the exclusion list
 * @param labels the findings whose label is 1: those that a sentence of findings or impression
 *     asserts as present or likely
 */
public record Scan(
    String patientId,
    String id,
    int volumeCount,
    boolean lastIsNoChest,
    Passage clinicalInformation,
    Passage technique,
    Passage findings,
    Passage impression,
    Set<Finding> labels) {

  /** Copies the labels, in file order. */
  public Scan {
    Set<Finding> inOrder = EnumSet.noneOf(Finding.class);
    inOrder.addAll(labels);
    labels = Collections.unmodifiableSet(inOrder);
  }

  /** The names of its volumes, {@code train_17_a_1.nii.gz} and so on. */
  public List<String> volumes() {
    return IntStream.rangeClosed(1, volumeCount).mapToObj(n -> id + "_" + n + ".nii.gz").toList();
  }

  /** Every sentence of the report, from clinical information to impression. */
  public Stream<Sentence> sentences() {
    return Stream.of(clinicalInformation, technique, findings, impression)
        .flatMap(passage -> passage.sentences().stream());
  }
}
