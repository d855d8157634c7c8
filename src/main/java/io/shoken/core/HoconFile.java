package io.shoken.core;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Reads HOCON files of a user: plain files of at most 1 MiB that include other such files and
 * nothing from the network. What is wrong with one is said by file and line alone, since a value in
 * it may be a secret.
 */
public final class HoconFile {
  private static final long MOST_BYTES = 1 << 20;
  private static final int DEEPEST = 20;

  private HoconFile() {}

  /**
   * Parses a file without resolving its substitutions.
   *
   * @param option that named the file, such as {@code --conf}
   * @throws UserException (usage) if it is missing, no plain file, too large or no HOCON
   */
  public static Config parse(String option, Path file) {
    return guarded(option + " " + file, () -> parse(option, file, 0));
  }

  /** Parses HOCON that a user wrote on the command line; it may include nothing. */
  public static Config parseText(String origin, String text) {
    return guarded(
        origin, () -> ConfigFactory.parseReader(new StringReader(text), options(origin, DEEPEST)));
  }

  /**
   * Runs what parses or resolves HOCON.
   *
   * @param what names it in an error
   * @throws UserException (usage) in place of what HOCON's library throws; its own message may hold
   *     values and is left out
   */
  public static <T> T guarded(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (ConfigException.UnresolvedSubstitution e) {
      throw refused(
          what,
          e,
          "a substitution ${...} has no value or leads back to itself; ${?...} is optional");
    } catch (ConfigException.NotResolved e) {
      throw refused(what, e, "a block is given by a substitution ${...}; write its keys out");
    } catch (ConfigException.WrongType | ConfigException.BadValue e) {
      throw refused(what, e, "a value is of another kind than it has to be");
    } catch (ConfigException.Missing e) {
      throw refused(what, e, "a value is missing");
    } catch (ConfigException e) {
      throw refused(what, e, "this is no HOCON; look at quotes, braces and commas here and before");
    } catch (StackOverflowError e) {
      throw UserException.usage(what + ": it is nested too deeply, or leads back to itself");
    }
  }

  private static UserException refused(String what, ConfigException e, String why) {
    return UserException.usage(what + at(e.origin()) + ": " + why);
  }

  private static String at(ConfigOrigin origin) {
    return origin == null || origin.lineNumber() < 1 ? "" : ", line " + origin.lineNumber();
  }

  private static Config parse(String option, Path file, int depth) {
    if (depth > DEEPEST) {
      throw UserException.usage(option + " " + file + ": files include each other without end");
    }
    byte[] bytes;
    try {
      bytes = PlainFiles.read(file, MOST_BYTES);
    } catch (UserException e) {
      throw UserException.usage(option + " " + e.getMessage());
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    ConfigParseOptions options = options(file.toString(), depth);
    Includer includer = new Includer(option, file, depth);
    return ConfigFactory.parseReader(new StringReader(text), options.setIncluder(includer));
  }

  private static ConfigParseOptions options(String origin, int depth) {
    return ConfigParseOptions.defaults()
        .setOriginDescription(origin)
        .setIncluder(new Includer(origin, Path.of(""), depth));
  }

  /** Lets a file include files by path, from its own folder; refuses the rest by name. */
  private record Includer(String option, Path from, int depth)
      implements ConfigIncluder,
          ConfigIncluderFile,
          com.typesafe.config.ConfigIncluderURL,
          com.typesafe.config.ConfigIncluderClasspath {

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      return file(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      return file(what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, java.net.URL what) {
      throw refused("an address");
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      throw refused("a resource");
    }

    private ConfigObject file(String what) {
      if (what.contains("://")) {
        throw refused("an address");
      }
      if (depth >= DEEPEST && from.toString().isEmpty()) {
        throw refused("a file");
      }
      return parse(option, from.resolveSibling(what), depth + 1).root();
    }

    private UserException refused(String kind) {
      return UserException.usage(
          option
              + (from.toString().isEmpty() ? "" : " " + from)
              + ": it includes "
              + kind
              + "; a file may include files alone");
    }
  }
}
