package io.shoken.warehouse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoken.core.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The right to write into a warehouse, held by one process at a time: a file that only one can
 * create, renewed while the process lives. It passes to another when its term has run out, or at
 * once when its holder was a process of this machine that is no more.
 */
public final class Lease implements AutoCloseable {
  static final String FILE = "_lease.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What the file holds.
   *
   * @param machine host name and, on Linux, the id of its current boot
   * @param processStart when the process began, so that a reused process id is told apart
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Holder(String owner, String machine, long pid, String processStart, String expiresAt) {
    private boolean isWhole() {
      try {
        return owner != null
            && machine != null
            && processStart != null
            && expiresAt != null
            && Instant.parse(expiresAt) != null;
      } catch (DateTimeParseException e) {
        return false;
      }
    }
  }

  private final Storage storage;
  private final Clock clock;
  private final Duration term;
  private final String owner = UUID.randomUUID().toString();
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "shoken-lease");
            thread.setDaemon(true);
            return thread;
          });

  private Lease(Storage storage, Clock clock, Duration term) {
    this.storage = storage;
    this.clock = clock;
    this.term = term;
  }

  /**
   * Takes the lease and keeps it until {@link #close}.
   *
   * @param term how long after its last renewal it counts as left behind
   * @throws UserException (75) if another run holds it
   */
  public static Lease acquire(Warehouse warehouse, Clock clock, Duration term) {
    Lease lease = new Lease(warehouse.storage(), clock, term);
    lease.take();
    long beat = Math.max(1, term.toMillis() / 4);
    var unused = lease.renewal.scheduleAtFixedRate(lease::renew, beat, beat, TimeUnit.MILLISECONDS);
    return lease;
  }

  private void take() {
    if (storage.createExclusively(FILE, content())) {
      return;
    }
    Optional<Holder> holder = holder();
    boolean alive = holder.map(this::isAlive).orElseGet(this::isBeingWritten);
    if (alive) {
      throw held(holder.orElse(null));
    }
    storage.delete(FILE);
    if (!storage.createExclusively(FILE, content())) {
      throw held(holder().orElse(null));
    }
  }

  /**
   * Checks that no other process has taken the lease over.
   *
   * @throws UserException (75) if it is lost
   */
  public void ensureHeld() {
    Holder holder = holder().orElse(null);
    if (holder == null || !holder.owner().equals(owner)) {
      throw new UserException(
          UserException.Kind.TRY_LATER,
          "this run lost the warehouse's lease (was the machine asleep?); nothing was committed,"
              + " run again");
    }
  }

  @Override
  public void close() {
    renewal.shutdownNow();
    try {
      if (!renewal.awaitTermination(10, TimeUnit.SECONDS)) {
        return; // a renewal hangs in the file system; the term ends the lease
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (holder().map(h -> h.owner().equals(owner)).orElse(false)) {
      storage.delete(FILE);
    }
  }

  private void renew() {
    try {
      if (holder().map(h -> h.owner().equals(owner)).orElse(false)) {
        storage.replace(FILE, content());
      }
    } catch (UserException e) {
      // The next beat tries again: an exception here would end the beats, and commit would find
      // the lease lost.
    }
  }

  private boolean isAlive(Holder holder) {
    if (clock.instant().isAfter(Instant.parse(holder.expiresAt()))) {
      return false;
    }
    if (!holder.machine().equals(machine())) {
      return true;
    }
    return ProcessHandle.of(holder.pid())
        .map(process -> startOf(process).equals(holder.processStart()))
        .orElse(false);
  }

  /** A file without a readable holder is one that is just being created, unless it is old. */
  private boolean isBeingWritten() {
    return storage
        .modifiedAt(FILE)
        .map(at -> clock.instant().isBefore(at.plus(term)))
        .orElse(false);
  }

  /** Who holds it; empty where nobody does or the file is not readable yet. */
  private Optional<Holder> holder() {
    return storage
        .read(FILE)
        .flatMap(
            json -> {
              try {
                return Optional.ofNullable(JSON.readValue(json, Holder.class))
                    .filter(Holder::isWhole);
              } catch (IOException e) {
                return Optional.empty();
              }
            });
  }

  private byte[] content() {
    ProcessHandle self = ProcessHandle.current();
    Holder holder =
        new Holder(
            owner, machine(), self.pid(), startOf(self), clock.instant().plus(term).toString());
    try {
      return JSON.writeValueAsBytes(holder);
    } catch (IOException e) {
      throw new IllegalStateException("a lease is plain strings", e);
    }
  }

  private static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  private static String machine() {
    try {
      Path bootId = Path.of("/proc/sys/kernel/random/boot_id");
      String boot = Files.isReadable(bootId) ? Files.readString(bootId).strip() : "";
      return InetAddress.getLocalHost().getHostName() + "/" + boot;
    } catch (UnknownHostException e) {
      return "unknown/" + UUID.randomUUID(); // never equal: then only the term ends a lease
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UserException held(Holder holder) {
    String who =
        holder == null ? "another run" : "process " + holder.pid() + " on " + holder.machine();
    String until = holder == null ? "" : ", until " + holder.expiresAt() + " unless renewed";
    return new UserException(
        UserException.Kind.TRY_LATER,
        "the warehouse "
            + storage.root()
            + " is being written by "
            + who
            + until
            + "; wait for it to end and run again");
  }
}
