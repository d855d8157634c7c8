package io.shoken.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of the 18 abnormalities that CT-RATE labels, in the order that every file of the field uses
 * (arXiv 2403.17834, arXiv 2412.15907). Columns and predictions are matched by {@link #label()},
 * never by position.
 */
public enum Finding {
  MEDICAL_MATERIAL("Medical material"),
  ARTERIAL_WALL_CALCIFICATION("Arterial wall calcification"),
  CARDIOMEGALY("Cardiomegaly"),
  PERICARDIAL_EFFUSION("Pericardial effusion"),
  CORONARY_ARTERY_WALL_CALCIFICATION("Coronary artery wall calcification"),
  HIATAL_HERNIA("Hiatal hernia"),
  LYMPHADENOPATHY("Lymphadenopathy"),
  EMPHYSEMA("Emphysema"),
  ATELECTASIS("Atelectasis"),
  LUNG_NODULE("Lung nodule"),
  LUNG_OPACITY("Lung opacity"),
  PULMONARY_FIBROTIC_SEQUELA("Pulmonary fibrotic sequela"),
  PLEURAL_EFFUSION("Pleural effusion"),
  MOSAIC_ATTENUATION_PATTERN("Mosaic attenuation pattern"),
  PERIBRONCHIAL_THICKENING("Peribronchial thickening"),
  CONSOLIDATION("Consolidation"),
  BRONCHIECTASIS("Bronchiectasis"),
  INTERLOBULAR_SEPTAL_THICKENING("Interlobular septal thickening");

  private static final Map<String, Finding> BY_LABEL =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(f -> f.label, Function.identity()));

  private final String label;

  Finding(String label) {
    this.label = label;
  }

  /** The name as it stands in column headers and in {@code id2label}, such as "Lung nodule". */
  public String label() {
    return label;
  }

  /** The finding of that exact name, or empty. */
  public static Optional<Finding> ofLabel(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /** The 18 names in file order. */
  public static List<String> labels() {
    return Stream.of(values()).map(Finding::label).toList();
  }
}
