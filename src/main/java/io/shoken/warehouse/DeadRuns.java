package io.shoken.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Removes what runs left that died before their manifest. The caller holds the lease, so no run of
 * this program is under way. A folder goes only if a {@link RunMark} says that we made it and all
 * in it has names that Spark's writer gives; anything else stays where it is. Rows that were paid
 * for stay as well, and {@code translate} takes them over.
 */
final class DeadRuns {
  /** Rows of these tables may have been paid for, unless one of those commands wrote them. */
  private static final Set<Table> PAID = Set.of(Table.TRANSLATIONS);

  private static final Set<String> WRITES_UNPAID = Set.of("ingest");

  private static final Pattern WRITTEN_BY_SPARK =
      Pattern.compile("_SUCCESS|_temporary|\\._SUCCESS\\.crc|\\.?part-[A-Za-z0-9._-]+");

  /** A manifest that was being written when its run died. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\.(manifest|begun)\\.json\\.[0-9a-f-]{36}");

  private final Warehouse warehouse;
  private final Storage storage;

  DeadRuns(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.storage = warehouse.storage();
  }

  void remove() {
    for (String id : storage.list("runs")) {
      if (RunId.isValid(id) && !warehouse.isCommitted(id)) {
        RunMark.of(storage, id).ifPresent(this::remove);
      }
    }
  }

  /** Removes paid rows of dead runs, which the caller has committed under another run. */
  void removeTakenOver(Table table) {
    for (String id : withRowsIn(table)) {
      RunMark.of(storage, id)
          .filter(dead -> isOurs(storage.list(Warehouse.relative(table, id))))
          .ifPresent(dead -> storage.delete(Warehouse.relative(table, id)));
    }
    remove();
  }

  private void remove(RunMark dead) {
    boolean allGone = true;
    for (Table table : Table.values()) {
      allGone &= removeRows(table, dead);
    }
    if (allGone) {
      for (String name : storage.list("runs/" + dead.runId())) {
        if (UNFINISHED.matcher(name).matches()) {
          storage.delete("runs/" + dead.runId() + "/" + name);
        }
      }
      storage.delete(RunMark.file(dead.runId()));
      storage.deleteIfEmpty("runs/" + dead.runId());
    }
  }

  /** Whether nothing of the run is in that table now. */
  private boolean removeRows(Table table, RunMark dead) {
    String folder = Warehouse.relative(table, dead.runId());
    List<String> names = storage.list(folder);
    boolean paid = PAID.contains(table) && !WRITES_UNPAID.contains(dead.command());
    if (!isOurs(names) || (paid && names.stream().anyMatch(name -> name.startsWith("part-")))) {
      return false;
    }
    storage.delete(folder);
    return true;
  }

  private static boolean isOurs(List<String> names) {
    return names.stream().allMatch(name -> WRITTEN_BY_SPARK.matcher(name).matches());
  }

  /**
   * The runs without a manifest that left rows in the table: they died, or their manifest was lost.
   */
  List<String> withRowsIn(Table table) {
    List<String> ids = new ArrayList<>();
    String prefix = Warehouse.RUN + "=";
    for (String name : storage.list(table.directory())) {
      String id = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
      if (RunId.isValid(id)
          && !warehouse.isCommitted(id)
          && storage.list(Warehouse.relative(table, id)).stream()
              .anyMatch(part -> part.startsWith("part-") && part.endsWith(".parquet"))) {
        ids.add(id);
      }
    }
    return ids;
  }
}
