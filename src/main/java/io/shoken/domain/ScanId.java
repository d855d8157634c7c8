package io.shoken.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a volume's name. CT-RATE names a reconstruction {@code train_17051_a_1.nii.gz}:
 * split {@code train}, patient {@code train_17051}, scan {@code train_17051_a}, reconstruction 1. A
 * name of another shape is taken whole as scan and patient, with no split.
 *
 * @param volume the name as it was given
 * @param scan the scan that the volume belongs to; a report belongs to a scan
 * @param patient the patient whom the scan shows
 * @param split {@code train} or {@code valid} where the name begins so, else empty
 */
public record ScanId(String volume, String scan, String patient, Optional<String> split) {
  private static final Pattern VOLUME =
      Pattern.compile("((([A-Za-z]+)_\\d+)_[a-z]+)_\\d+\\.nii(?:\\.gz)?");
  private static final Pattern BARE =
      Pattern.compile("(((train|valid)_\\d+)_[a-z]+)(?:_\\d+)?"); // without the file's ending

  /** Reads a volume's (or in CT-RATE's naming a scan's) name; no name is refused. */
  public static ScanId of(String volume) {
    Matcher matcher = VOLUME.matcher(volume);
    if (!matcher.matches()) {
      matcher = BARE.matcher(volume);
    }
    if (!matcher.matches()) {
      return new ScanId(volume, volume, volume, Optional.empty());
    }
    String prefix = matcher.group(3);
    boolean split = prefix.equals("train") || prefix.equals("valid");
    return new ScanId(
        volume, matcher.group(1), matcher.group(2), split ? Optional.of(prefix) : Optional.empty());
  }

  /** The volume's name without {@code .nii.gz}: exclusion lists write it either way. */
  public static String withoutEnding(String volume) {
    return volume.replaceFirst("\\.nii(\\.gz)?$", "");
  }
}
