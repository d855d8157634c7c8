package io.shoken.llm;

import io.shoken.core.Hashes;
import io.shoken.core.PlainFiles;
import io.shoken.core.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A kind of small text file that a setting names, as one that ships with the program or by a path.
 *
 * @param setting for messages, such as {@code translate.prompt}
 * @param noun for messages, such as {@code prompt}
 * @param folder of the resources that ship
 * @param extension of both, with its dot
 */
public record NamedFile(String setting, String noun, String folder, String extension) {

  private static final int MAX_BYTES = 1 << 20;

  /**
   * What was read.
   *
   * @param given as the setting names it
   * @param name the file's, without extension
   */
  public record Content(String given, String name, String text) {

    /**
     * Name, {@code @}, the first 12 hex digits of a hash.
     *
     * @param hashed of the text what counts
     */
    public String id(String hashed) {
      return name + "@" + Hashes.ofText(hashed).substring(0, 12);
    }
  }

  /**
   * Reads a file by the name that it ships under or by its path, which has a slash or the extension
   * in it.
   *
   * @throws UserException (usage) if there is none, or it is over 1 MiB or not UTF-8
   */
  public Content read(String nameOrPath) {
    if (!nameOrPath.contains("/") && !nameOrPath.endsWith(extension)) {
      return shipped(nameOrPath);
    }
    try {
      Path path = Path.of(nameOrPath);
      byte[] bytes = PlainFiles.read(path, MAX_BYTES);
      return content(nameOrPath, path.getFileName().toString(), bytes);
    } catch (InvalidPathException e) {
      throw bad(nameOrPath, "it is no path");
    } catch (UserException e) {
      throw bad(nameOrPath, e.getMessage() + "; expected a " + noun);
    }
  }

  private Content shipped(String name) {
    try (InputStream in = NamedFile.class.getResourceAsStream(folder + name + extension)) {
      if (in == null) {
        throw bad(
            name, "no " + noun + " ships under that name; give a path for a file of your own");
      }
      return content(name, name, in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("a resource of the program cannot be read", e);
    }
  }

  /**
   * What a file of that name holds.
   *
   * @throws UserException (usage) if it is not UTF-8
   */
  public Content content(String given, String fileName, byte[] utf8) {
    String name =
        fileName.endsWith(extension)
            ? fileName.substring(0, fileName.length() - extension.length())
            : fileName;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      return new Content(given, name, text);
    } catch (CharacterCodingException e) {
      throw bad(given, "it is not UTF-8");
    }
  }

  /** Of a file as a whole. */
  public UserException bad(String given, String why) {
    return UserException.usage("%s = %s: %s".formatted(setting, given, why));
  }

  /** Of a line, counted from 1. */
  public UserException bad(String given, int line, String why) {
    return UserException.usage("%s = %s, line %d: %s".formatted(setting, given, line, why));
  }
}
