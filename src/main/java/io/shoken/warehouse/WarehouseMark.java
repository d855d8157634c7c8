package io.shoken.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The file that says that a folder is a warehouse of this program: {@code _shoken.json}. Runs
 * remove what dead runs left, so they must never work in a folder that belongs to something else,
 * such as a project whose {@code runs/} holds another tool's logs.
 */
final class WarehouseMark {
  private static final String FILE = "_shoken.json";
  private static final String KEY = "shoken_warehouse";
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Storage storage;

  WarehouseMark(Storage storage) {
    this.storage = storage;
  }

  /**
   * Marks a folder that is empty, and checks that any other is a warehouse.
   *
   * @throws UserException (usage) if the folder has other content and no mark, or the mark of a
   *     later version; nothing in it has been touched then
   */
  void require() {
    Optional<byte[]> mark = storage.read(FILE);
    if (mark.isPresent()) {
      requireKnown(mark.get());
      return;
    }
    List<String> names = visible();
    if (names.isEmpty()) {
      write();
    } else if (!hasManifest()) {
      throw UserException.usage(
          "%s is no warehouse: it holds %s, but neither the mark %s nor a runs/<run id>/manifest.json; name a new or an empty folder with --warehouse (or put runs/ back, if this is a warehouse that lost it)"
              .formatted(storage.root(), some(names), FILE));
    }
  }

  /** Marks a warehouse of an earlier version, which has none; the caller holds the lease. */
  void complete() {
    if (storage.read(FILE).isEmpty()) {
      write();
    }
  }

  /** False where another process marks it at the same time, which is as good. */
  private void write() {
    byte[] content = ("{\"" + KEY + "\":" + FORMAT + "}\n").getBytes(StandardCharsets.UTF_8);
    storage.putIfAbsent(FILE, content);
  }

  private void requireKnown(byte[] mark) {
    int format = formatOf(mark);
    if (format < 1) {
      throw UserException.input(
          "%s is damaged; if this folder is a warehouse, write {\"%s\":%d} into it"
              .formatted(storage.path(FILE), KEY, FORMAT));
    }
    if (format > FORMAT) {
      throw UserException.usage(
          "the warehouse %s has format %d, and this version reads %d; use the version that wrote it"
              .formatted(storage.root(), format, FORMAT));
    }
  }

  private static int formatOf(byte[] mark) {
    try {
      JsonNode json = JSON.readTree(mark);
      return json == null ? 0 : json.path(KEY).asInt(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** The names that count as content: not those of hidden files, nor of a lease that was left. */
  private List<String> visible() {
    return storage.list("").stream()
        .filter(name -> !name.startsWith(".") && !name.equals("lost+found"))
        .filter(name -> !name.equals(Lease.FILE))
        .toList();
  }

  /** Whether it was written by a version that had no mark yet. */
  private boolean hasManifest() {
    return storage.list("runs").stream().filter(RunId::isValid).anyMatch(this::isManifestOf);
  }

  private boolean isManifestOf(String id) {
    if (!storage.isFile(Manifest.file(id))) {
      return false;
    }
    try {
      Manifest manifest = Manifest.ofJson(storage.read(Manifest.file(id)).orElse(new byte[0]));
      return manifest != null && id.equals(manifest.runId());
    } catch (IOException e) {
      return false;
    }
  }

  private static String some(List<String> names) {
    List<String> first = names.stream().sorted().limit(3).toList();
    return String.join(", ", first) + (names.size() > first.size() ? " and more" : "");
  }
}
