package io.shoken.ingest;

import io.shoken.core.UserException;
import io.shoken.ingest.ReportColumn.Group;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The header of a report file: the place of each column.
 *
 * @param size how many fields a record has
 * @param places of the columns that the file has, from 0
 * @param ignored names of further columns
 */
record ReportHeader(int size, Map<ReportColumn, Integer> places, List<String> ignored)
    implements Serializable {
  private static final String SHAPES =
      "VolumeName with ClinicalInformation_EN, Technique_EN, Findings_EN, Impressions_EN and/or"
          + " Findings_JPN, Impressions_JPN (or the _MT, _Revised, _Checked columns)";
  private static final String MAP_THEM =
      "; name other columns in ingest.columns, such as volume = \"AccessionNo\", and one that the"
          + " file lacks as \"\"";

  /**
   * Finds the columns by name.
   *
   * @param mapping key of a column to its name in this file, {@code ""} for one that it lacks
   * @throws UserException (input) if the header is none of the shapes, with what it saw and wanted
   */
  static ReportHeader of(HeaderNames header, Map<String, String> mapping) {
    return new Resolver(header, mapping).resolve();
  }

  boolean has(Group group) {
    return places.keySet().stream().anyMatch(c -> c.group() == group);
  }

  boolean hasJapanese() {
    return has(Group.JAPANESE) || has(Group.REVISED);
  }

  private record Resolver(HeaderNames header, Map<String, String> mapping) {

    ReportHeader resolve() {
      Map<ReportColumn, Integer> places = new EnumMap<>(ReportColumn.class);
      for (ReportColumn column : ReportColumn.values()) {
        if (header.has(name(column))) {
          places.put(column, header.place(name(column)));
        }
      }
      Set<Group> groups =
          places.keySet().stream().map(ReportColumn::group).collect(Collectors.toSet());
      refuseMissing(places, groups);
      if (groups.contains(Group.JAPANESE) && groups.contains(Group.REVISED)) {
        throw wrong("it has both Findings_JPN and the _MT columns; which is meant?");
      }
      List<String> ignored = new ArrayList<>(header.names());
      places.keySet().forEach(c -> ignored.remove(name(c)));
      return new ReportHeader(header.names().size(), places, List.copyOf(ignored));
    }

    /** A column is missing if its group is there, if it was mapped, or if another is nearly it. */
    private void refuseMissing(Map<ReportColumn, Integer> places, Set<Group> groups) {
      Set<String> taken = new HashSet<>();
      places.keySet().forEach(column -> taken.add(name(column)));
      List<String> missing = new ArrayList<>();
      for (ReportColumn column : ReportColumn.values()) {
        String name = name(column);
        if (name.isEmpty() || places.containsKey(column)) {
          continue;
        }
        Optional<String> near = header.nearMiss(name, taken);
        near.ifPresent(taken::add);
        boolean wanted =
            column == ReportColumn.VOLUME
                || column == ReportColumn.PATIENT
                || (groups.contains(column.group()) && column.group() != Group.ID);
        if (wanted || near.isPresent()) {
          missing.add(name + near.map(n -> " (is " + n + " meant for it?)").orElse(""));
        }
      }
      if (!missing.isEmpty()) {
        throw wrong("it lacks " + String.join(", ", missing) + oneStage(places));
      }
      if (Stream.of(Group.ENGLISH, Group.JAPANESE, Group.REVISED).noneMatch(groups::contains)) {
        throw wrong("it has no column of report text");
      }
    }

    /** What to set for a file that has but one stage of the Japanese, such as the checked one. */
    private String oneStage(Map<ReportColumn, Integer> places) {
      List<ReportColumn> revised =
          Arrays.stream(ReportColumn.values()).filter(c -> c.group() == Group.REVISED).toList();
      if (revised.stream().noneMatch(places::containsKey)) {
        return "";
      }
      return "; if it is meant to have these stages alone, set ingest.columns { "
          + revised.stream()
              .filter(c -> !places.containsKey(c))
              .map(c -> c.key() + " = \"\"")
              .collect(Collectors.joining(", "))
          + " }";
    }

    private String name(ReportColumn column) {
      return mapping.getOrDefault(column.key(), column.header());
    }

    private UserException wrong(String what) {
      return UserException.input(
          header.file()
              + ", row 1: not a header of reports: "
              + what
              + "; saw "
              + header.seen()
              + "; wanted "
              + SHAPES
              + MAP_THEM);
    }
  }
}
