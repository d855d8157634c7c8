package io.shoken.review;

import io.shoken.core.UserException;
import io.shoken.review.file.Answered;
import io.shoken.review.file.Assignment;
import io.shoken.review.file.Comparison;
import io.shoken.review.file.ExportRecord;
import io.shoken.review.file.Refusals;
import io.shoken.review.file.Returned;
import io.shoken.warehouse.Storage;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The exports of a warehouse, {@code <warehouse>/review-exports/ID.json}. */
final class ExportStore {
  private static final String FOLDER = "review-exports";

  /** The part of an export that a file belongs to. */
  record Found(ExportRecord export, Assignment assignment) {}

  private final Storage storage;

  ExportStore(Warehouse warehouse) {
    this.storage = warehouse.storage();
  }

  void put(ExportRecord export) {
    storage.replace(FOLDER + "/" + export.id() + ".json", export.toJson());
  }

  /** All exports, newest first. */
  List<ExportRecord> all() {
    List<ExportRecord> exports = new ArrayList<>();
    for (String name : storage.list(FOLDER)) {
      if (name.matches("[0-9a-f]{16}\\.json")) {
        storage.read(FOLDER + "/" + name).ifPresent(json -> exports.add(parse(name, json)));
      }
    }
    exports.sort(
        Comparator.comparing(ExportRecord::createdAt).thenComparing(ExportRecord::id).reversed());
    return exports;
  }

  private static ExportRecord parse(String name, byte[] json) {
    try {
      return ExportRecord.ofJson(json);
    } catch (IOException e) {
      throw UserException.input(
          FOLDER + "/" + name + " of the warehouse is damaged; make that export again");
    }
  }

  /**
   * The part that a file belongs to: the one that it names, or of a CSV file the newest of its
   * reviewer that has all of its rows.
   *
   * @throws UserException (5) if there is none
   */
  Found find(Returned file) {
    List<ExportRecord> exports = all();
    if (file.exportId() != null) {
      return exports.stream()
          .flatMap(e -> e.part(file.exportId()).map(part -> new Found(e, part)).stream())
          .findFirst()
          .orElseThrow(
              () -> Refusals.refusal(file.name(), "its export is unknown in this warehouse"));
    }
    List<Found> parts =
        exports.stream()
            .flatMap(e -> e.assignments().stream().map(a -> new Found(e, a)))
            .filter(f -> f.assignment().reviewer().equals(file.reviewer()))
            .toList();
    if (parts.isEmpty()) {
      throw Refusals.refusal(
          file.name(),
          "no export of this warehouse has the reviewer of the file's name; a CSV file is named"
              + " after its reviewer, or --reviewer says who it is");
    }
    return parts.stream()
        .filter(f -> Comparison.fits(file, f.assignment()))
        .findFirst()
        .orElseGet(() -> closest(file, parts));
  }

  /** Where no part has all rows, the one that has the most: its refusal names the others. */
  private static Found closest(Returned file, List<Found> parts) {
    return parts.stream()
        .max(Comparator.comparingLong(f -> common(file, f.assignment())))
        .orElseThrow();
  }

  private static long common(Returned file, Assignment assignment) {
    List<String> keys = assignment.items().stream().map(i -> i.key()).toList();
    return file.rows().stream().map(Answered::key).filter(keys::contains).count();
  }
}
