package io.shoken.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import io.shoken.core.HoconFile;
import io.shoken.core.UserException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The effective configuration: {@code reference.conf}, then the overlays in their order, then the
 * {@code --set} options; the later wins.
 */
public final class Configuration {
  /** The presets that ship with the program. */
  private static final List<String> PRESETS = List.of("small", "scratch");

  private final Config user;
  private final Config config;

  private Configuration(Config user, Config defaults) {
    this.user = user;
    Config merged = user.withFallback(defaults);
    // Resolved as one: against another source HOCON loses values that a variable may replace.
    this.config =
        HoconFile.guarded(
            "configuration", () -> merged.withFallback(home()).resolve().withoutPath("shoken"));
  }

  /**
   * Loads and checks it.
   *
   * @param overlays HOCON files
   * @param assignments {@code key=value}
   * @throws UserException (2) for a file that is missing or no HOCON, and for an unknown key
   */
  public static Configuration load(List<Path> overlays, List<String> assignments) {
    Config config = ConfigFactory.empty();
    for (Path overlay : overlays) {
      config = checked(parse(overlay)).withFallback(config);
    }
    for (String assignment : assignments) {
      config = checked(parse(assignment)).withFallback(config);
    }
    return new Configuration(config, reference());
  }

  /**
   * The same with a preset's settings in place of the defaults; what the user says still wins.
   *
   * @throws UserException (2) if there is no preset of that name
   */
  public Configuration withPreset(String name) {
    if (!PRESETS.contains(name)) {
      throw UserException.usage("--preset " + name + ": there is no such preset, only " + PRESETS);
    }
    Config preset = checked(resource("presets/" + name + ".conf"));
    return new Configuration(user, preset.withFallback(reference()));
  }

  public Settings settings() {
    return RecordBinder.bind(Settings.class, config);
  }

  /**
   * Every setting as {@code path -> value}, sorted, secrets masked: what a run's manifest keeps.
   */
  public Map<String, String> flat() {
    Map<String, String> flat = new TreeMap<>();
    config
        .entrySet()
        .forEach(
            e -> flat.put(e.getKey(), Secrets.masked(e.getKey(), e.getValue().unwrapped() + "")));
    return flat;
  }

  /** The effective configuration as HOCON, secrets masked. */
  public String render() {
    Config shown = config;
    for (var entry : config.entrySet()) {
      String value = entry.getValue().unwrapped() + "";
      if (!Secrets.masked(entry.getKey(), value).equals(value)) {
        shown =
            shown.withValue(
                entry.getKey(),
                ConfigValueFactory.fromAnyRef(Secrets.masked(entry.getKey(), value)));
      }
    }
    return shown
        .root()
        .render(
            ConfigRenderOptions.defaults()
                .setOriginComments(false)
                .setComments(false)
                .setJson(false));
  }

  /** What the program sets where the user says nothing. */
  static Config reference() {
    return resource("reference.conf");
  }

  private static Config resource(String name) {
    try (Reader reader =
        new InputStreamReader(
            Configuration.class.getResourceAsStream("/" + name), StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(
          reader, ConfigParseOptions.defaults().setOriginDescription(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the application, which the launchers name, for defaults such as sample data. */
  private static Config home() {
    return ConfigFactory.parseMap(
        Map.of("shoken.home", System.getProperty("shoken.home", ".")), "shoken.home");
  }

  private static Config checked(Config overlay) {
    HoconFile.guarded(
        "configuration",
        () -> {
          RecordBinder.refuseUnknownKeys(Settings.class, overlay);
          return overlay;
        });
    return overlay;
  }

  private static Config parse(Path overlay) {
    return HoconFile.parse("--conf", overlay);
  }

  private static Config parse(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw UserException.usage(
          "--set " + Secrets.masked("", assignment) + ": write it as key=value");
    }
    String key = assignment.substring(0, equals).strip();
    String value = assignment.substring(equals + 1).strip();
    String option = "--set " + key;
    return HoconFile.guarded(
        option,
        () -> {
          ConfigUtil.splitPath(key);
          if (value.startsWith("[") || value.startsWith("{") || value.startsWith("\"")) {
            return HoconFile.parseText(option, key + "=" + value);
          }
          // Anything else is taken as it stands: an unquoted URL is no HOCON.
          return ConfigFactory.parseMap(
              Collections.singletonMap(key, "null".equals(value) ? null : value), option);
        });
  }
}
