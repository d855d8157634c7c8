package io.shoken.ingest;

import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header of a label file: the places of the volume and of the 18 findings.
 *
 * @param size how many fields a record has
 * @param volume place of the volume's name, from 0
 * @param places of the findings
 */
record LabelHeader(int size, int volume, Map<Finding, Integer> places) implements Serializable {

  /**
   * Finds the columns by name, in any order.
   *
   * @param mapping as for reports; only {@code volume} and {@code patient} matter here
   * @throws UserException (input) if the header is not the volume and exactly the 18 findings
   */
  static LabelHeader of(HeaderNames header, Map<String, String> mapping) {
    String volume = name(ReportColumn.VOLUME, mapping);
    String patient = name(ReportColumn.PATIENT, mapping);
    Map<Finding, Integer> places = new EnumMap<>(Finding.class);
    List<String> unknown = new ArrayList<>(header.names());
    unknown.removeIf(name -> name.equals(volume) || (!name.isEmpty() && name.equals(patient)));
    for (Finding finding : Finding.values()) {
      if (header.has(finding.label())) {
        places.put(finding, header.place(finding.label()));
        unknown.remove(finding.label());
      }
    }
    List<String> missing = new ArrayList<>();
    if (!header.has(volume)) {
      missing.add(describe(volume, header, unknown));
    }
    for (Finding finding : Finding.values()) {
      if (!places.containsKey(finding)) {
        missing.add(describe(finding.label(), header, unknown));
      }
    }
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw wrong(header, missing, unknown);
    }
    return new LabelHeader(header.names().size(), header.place(volume), places);
  }

  private static String name(ReportColumn column, Map<String, String> mapping) {
    return mapping.getOrDefault(column.key(), column.header());
  }

  private static String describe(String missing, HeaderNames header, List<String> unknown) {
    List<String> taken = new ArrayList<>(header.names());
    taken.removeAll(unknown);
    Optional<String> near = header.nearMiss(missing, taken);
    return missing + near.map(n -> " (is " + n + " meant for it?)").orElse("");
  }

  private static UserException wrong(
      HeaderNames header, List<String> missing, List<String> unknown) {
    List<String> faults = new ArrayList<>();
    if (!missing.isEmpty()) {
      faults.add("it lacks " + String.join(", ", missing));
    }
    if (!unknown.isEmpty()) {
      faults.add("no finding is named " + header.show(unknown));
    }
    return UserException.input(
        header.file()
            + ", row 1: not a header of labels: "
            + String.join("; ", faults)
            + "; wanted the volume and exactly "
            + String.join(", ", Finding.labels())
            + ", in any order; rename or remove columns"
            + " (the volume's name can be set as ingest.columns.volume)");
  }
}
