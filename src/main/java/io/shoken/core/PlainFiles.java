package io.shoken.core;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;

/**
 * Guards readers of files and folders that come from anyone: a pipe would be waited for, a device
 * or a sparse file read for hours, a loop of links followed without end. Each is refused by name
 * before it is opened.
 */
public final class PlainFiles {
  private static final int DEEPEST = 32;
  private static final long LARGE = 64L << 20;
  private static final int PLACES = 64;
  private static final int PAGE = 4096;

  private PlainFiles() {}

  /**
   * Requires a regular file, or a link to one, of a bounded size.
   *
   * @return the file
   * @throws UserException (INPUT) if it is missing, is something else, or is larger
   */
  public static Path require(Path file, long mostBytes) {
    if (!Files.exists(file)) {
      throw UserException.input(
          Files.isSymbolicLink(file)
              ? file + " is missing: it is a link that leads nowhere, or to itself"
              : file + " is missing");
    }
    if (!Files.isRegularFile(file)) {
      throw UserException.input(
          file + " is no regular file, but a folder, a pipe or a device; put a file in its place");
    }
    long bytes = size(file);
    if (bytes > mostBytes) {
      throw UserException.input(
          file + " has " + bytes + " bytes; at most " + mostBytes + " are read");
    }
    return file;
  }

  /**
   * All bytes of a plain file: no more than the size that it had at first, so that one that grows,
   * or a file of the kernel that has no size, is bounded as well.
   *
   * @throws UserException (INPUT) as {@link #require}, or if it cannot be read
   */
  public static byte[] read(Path file, long mostBytes) {
    try (InputStream in = open(file, mostBytes)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Opens a plain file; the stream ends at the size that the file had when it was opened.
   *
   * @throws UserException (INPUT) as {@link #require}, or if it cannot be opened
   */
  public static InputStream open(Path file, long mostBytes) {
    require(file, mostBytes);
    try {
      return new BoundedStream(Files.newInputStream(file), size(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Refuses a large file of text that holds stretches of zeros, as a sparse one does: reading
   * terabytes of nothing would take hours. It looks at 64 places.
   *
   * @throws UserException (INPUT) naming the place
   */
  public static void refuseHoles(Path file) {
    long bytes = size(file);
    if (bytes < LARGE) {
      return;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer page = ByteBuffer.allocate(PAGE);
      for (int place = 0; place < PLACES; place++) {
        long at = (bytes - PAGE) / PLACES * place;
        page.clear();
        channel.position(at).read(page);
        if (isZero(page.flip())) {
          throw UserException.input(
              "%s holds nothing but zeros at byte %d of %d: it is sparse or damaged; copy it again"
                  .formatted(file, at, bytes));
        }
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static boolean isZero(ByteBuffer page) {
    while (page.hasRemaining()) {
      if (page.get() != 0) {
        return false;
      }
    }
    return true;
  }

  private static UserException unreadable(Path file, IOException e) {
    String why = e instanceof AccessDeniedException ? "no right to read it" : e.toString();
    return new UserException(UserException.Kind.INPUT, file + " cannot be read (" + why + ")", e);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Requires that a folder with all below it can be read in bounded time: regular files, or links
   * to such, in real folders.
   *
   * @throws UserException (INPUT) naming the first file that is a pipe or a device, the first link
   *     to a folder, or the folder if it has more files, levels or bytes
   */
  public static void requireFolder(Path folder, int mostFiles, long mostBytes) {
    Visitor visitor = new Visitor(folder, mostFiles, mostBytes);
    Set<FileVisitOption> noLinks = EnumSet.noneOf(FileVisitOption.class);
    try {
      Files.walkFileTree(folder.toRealPath(), noLinks, DEEPEST, visitor);
    } catch (IOException e) {
      throw new UserException(UserException.Kind.INPUT, folder + " cannot be read: " + e, e);
    }
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final int mostFiles;
    private final long mostBytes;
    private int files;
    private long bytes;

    Visitor(Path folder, int mostFiles, long mostBytes) {
      this.folder = folder;
      this.mostFiles = mostFiles;
      this.mostBytes = mostBytes;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isDirectory()) {
        throw UserException.input(file + " lies more than " + DEEPEST + " folders deep");
      }
      if (Files.isDirectory(file)) {
        throw UserException.input(file + " is a link to a folder; put a copy in its place");
      }
      require(file, mostBytes);
      files++;
      bytes += size(file);
      if (files > mostFiles || bytes > mostBytes) {
        throw UserException.input(
            "%s holds more than %d files or %d bytes; is it the right folder?"
                .formatted(folder, mostFiles, mostBytes));
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /** Ends at a number of bytes. */
  private static final class BoundedStream extends FilterInputStream {
    private long left;

    BoundedStream(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read();
      left -= read < 0 ? left : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int read = super.read(into, from, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(Math.min(n, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
