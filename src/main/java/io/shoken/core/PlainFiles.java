package io.shoken.core;

import java.io.IOException;
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

  private PlainFiles() {}

  /**
   * Requires a regular file, or a link to one, of a bounded size.
   *
   * @return the file
   * @throws UserException (INPUT) if it is missing, is something else, or is larger
   */
  public static Path require(Path file, long mostBytes) {
    if (!Files.exists(file)) {
      throw UserException.input(file + " is missing");
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

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UserException(UserException.Kind.INPUT, file + " cannot be read: " + e, e);
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
}
