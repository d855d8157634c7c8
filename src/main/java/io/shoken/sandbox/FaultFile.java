package io.shoken.sandbox;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import io.shoken.core.HoconFile;
import io.shoken.core.UserException;
import io.shoken.sandbox.FaultRule.Options;
import io.shoken.sandbox.FaultRule.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a script of faults, HOCON or JSON: {@code faults = [ { kind = drip, every = 3 }, ... ]}.
 * The file {@code conf/faults-example.conf} explains each key.
 */
final class FaultFile {

  private static final List<String> SCHEDULE =
      List.of("kind", "after", "first", "every", "first-per-text", "source", "share", "seed");

  private FaultFile() {}

  /**
   * @throws UserException (usage) if there is no such file, or it is none of that form
   */
  static Faults read(Path file) {
    try {
      Config config = HoconFile.parse("faults file:", file).resolve();
      require(
          config.root().keySet().equals(Set.of("faults")),
          config.root().origin(),
          "it holds " + config.root().keySet() + ", expected one list: faults = [ ... ]");
      List<FaultRule> rules = new ArrayList<>();
      for (ConfigValue value : config.getList("faults")) {
        require(value instanceof ConfigObject, value.origin(), "a fault needs braces: { ... }");
        rules.add(rule((ConfigObject) value));
      }
      return new Faults(rules);
    } catch (ConfigException e) {
      throw UserException.usage("faults file: " + e.getMessage());
    }
  }

  private static FaultRule rule(ConfigObject object) {
    Config rule = object.toConfig();
    FaultKind kind = kind(rule, object.origin());
    for (String key : object.keySet()) {
      require(
          SCHEDULE.contains(key) || kind.options().contains(key),
          object.get(key).origin(),
          "%s takes no %s; it takes %s and %s"
              .formatted(kind.key(), key, kind.options(), SCHEDULE));
    }
    return new FaultRule(kind, schedule(rule), options(kind, rule));
  }

  private static FaultKind kind(Config rule, ConfigOrigin origin) {
    Optional<FaultKind> kind =
        rule.hasPath("kind") ? FaultKind.of(rule.getString("kind")) : Optional.empty();
    String known =
        Arrays.stream(FaultKind.values()).map(FaultKind::key).collect(Collectors.joining(", "));
    return kind.orElseThrow(() -> refused(origin, "kind is missing or none of " + known));
  }

  private static Schedule schedule(Config rule) {
    double share = rule.hasPath("share") ? rule.getDouble("share") : 1;
    require(share >= 0 && share <= 1, rule.origin(), "share is " + share + ", expected 0 to 1");
    return new Schedule(
        count(rule, "after"),
        count(rule, "first"),
        count(rule, "every"),
        (int) Math.min(count(rule, "first-per-text"), Integer.MAX_VALUE),
        rule.hasPath("source") ? rule.getString("source") : null,
        share,
        rule.hasPath("seed") ? rule.getLong("seed") : 0);
  }

  private static Options options(FaultKind kind, Config rule) {
    int status = rule.hasPath("status") ? rule.getInt("status") : 500;
    require(
        status >= 500 && status <= 599,
        rule.origin(),
        "status is " + status + ", expected 500 to 599");
    String language = rule.hasPath("language") ? rule.getString("language") : defaultOf(kind);
    List<String> languages =
        kind == FaultKind.WRONG_LANGUAGE ? List.of("en", "zh") : List.of("ja", "en");
    require(
        languages.contains(language),
        rule.origin(),
        "language is " + language + ", expected one of " + languages);
    return new Options(
        status,
        rule.hasPath("retry-after")
            ? Optional.of(rule.getDuration("retry-after"))
            : Optional.empty(),
        isTrue(rule, "as-date"),
        isTrue(rule, "as-error"),
        isTrue(rule, "in-field"),
        language,
        (int) Math.max(1, Math.min(count(rule, "bytes"), Integer.MAX_VALUE)),
        rule.hasPath("interval") ? rule.getDuration("interval") : Duration.ofSeconds(1));
  }

  private static String defaultOf(FaultKind kind) {
    return kind == FaultKind.WRONG_LANGUAGE ? "en" : "ja";
  }

  private static boolean isTrue(Config rule, String key) {
    return rule.hasPath(key) && rule.getBoolean(key);
  }

  private static long count(Config rule, String key) {
    long count = rule.hasPath(key) ? rule.getLong(key) : 0;
    require(count >= 0, rule.origin(), key + " is " + count + ", expected 0 or more");
    return count;
  }

  private static void require(boolean holds, ConfigOrigin origin, String message) {
    if (!holds) {
      throw refused(origin, message);
    }
  }

  private static UserException refused(ConfigOrigin origin, String message) {
    String file = origin.filename() == null ? origin.description() : origin.filename();
    return UserException.usage(
        "faults file %s:%d: %s".formatted(file, Math.max(1, origin.lineNumber()), message));
  }
}
