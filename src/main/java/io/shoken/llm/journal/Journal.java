package io.shoken.llm.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The answers of one task, on disk before they count. On a file system that can sync, {@link #put}
 * returns when its line is synced; callers that come together share one sync. On an object store,
 * which cannot, lines are gathered into a small object every few seconds, and {@link #put} returns
 * before that. Thread-safe.
 */
public final class Journal implements AutoCloseable {

  /** How old a line gets before its object is written, where nothing can be synced. */
  private static final long OBJECT_EVERY = Duration.ofSeconds(2).toNanos();

  private final FileSystem files;
  private final Path folder;
  private final String name;
  private final StructType schema;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition written = lock.newCondition();
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private FSDataOutputStream out;
  private int parts;
  private long lastPut;
  private long lastWritten;
  private long writtenAt;
  private boolean writing;
  private boolean objects;
  private boolean broken;
  private boolean closed;

  /**
   * @param name of its files, which no other journal may have
   * @param schema of its rows
   */
  Journal(FileSystem files, Path folder, String name, StructType schema, LongSupplier nanoTime) {
    this.files = files;
    this.folder = folder;
    this.name = name;
    this.schema = schema;
    this.nanoTime = nanoTime;
    this.writtenAt = nanoTime.getAsLong();
  }

  /**
   * Keeps a row.
   *
   * @throws IOException if it cannot be written; then the row may be lost
   */
  public void put(Row row) throws IOException {
    byte[] line = JournalLine.of(row, schema);
    lock.lock();
    try {
      requireSound();
      waiting.writeBytes(line);
      long mine = ++lastPut;
      if (objects) {
        writeObjectWhenDue();
        return;
      }
      while (lastWritten < mine) {
        if (writing) {
          written.awaitUninterruptibly();
        } else {
          requireSound();
          write();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** To be called now and then, so that the last lines before a silence do not wait for ever. */
  public void tick() throws IOException {
    lock.lock();
    try {
      writeObjectWhenDue();
    } finally {
      lock.unlock();
    }
  }

  /** Writes what is still waiting. A call that ends later is still kept, in a file of its own. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      while (writing) {
        written.awaitUninterruptibly();
      }
      closed = true;
      if (lastWritten < lastPut && !broken) {
        write();
      }
      closeFile();
    } finally {
      lock.unlock();
    }
  }

  private void writeObjectWhenDue() throws IOException {
    boolean due = closed || nanoTime.getAsLong() - writtenAt >= OBJECT_EVERY;
    if (objects && due && !writing && !broken && lastWritten < lastPut) {
      write();
    }
  }

  /** Writes all that is waiting, with the lock given up meanwhile: others may add lines. */
  private void write() throws IOException {
    byte[] lines = waiting.toByteArray();
    long last = lastPut;
    waiting.reset();
    writing = true;
    broken = true; // unless it succeeds
    lock.unlock();
    boolean synced;
    try {
      synced = append(lines);
    } catch (IOException | RuntimeException | Error e) {
      lock.lock();
      writing = false;
      written.signalAll();
      throw e;
    }
    lock.lock();
    broken = false;
    writing = false;
    objects = !synced;
    lastWritten = last;
    writtenAt = nanoTime.getAsLong();
    written.signalAll();
    if (closed) {
      closeFile();
    }
  }

  private void closeFile() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }

  /** Whether the lines were synced to a file that stays open, rather than put as an object. */
  private boolean append(byte[] lines) throws IOException {
    if (out == null) {
      out = files.create(new Path(folder, name + "-" + parts++ + Journals.EXTENSION), false);
    }
    out.write(lines);
    if (out.hasCapability(StreamCapabilities.HSYNC)) {
      out.hsync();
      return true;
    }
    out.close(); // an object shows when it is closed, whole
    out = null;
    return false;
  }

  private void requireSound() throws IOException {
    if (broken && !writing) {
      throw new IOException("an earlier line could not be written");
    }
  }
}
