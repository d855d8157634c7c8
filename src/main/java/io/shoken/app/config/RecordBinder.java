package io.shoken.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.shoken.core.Inline;
import io.shoken.core.UserException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns HOCON into a tree of records: a component {@code inFlight} is the key {@code in-flight}.
 * Components are records, {@code String}, {@code int}, {@code long}, {@code double}, {@code
 * boolean}, {@code Duration}, an enum, {@code Optional}, {@code List} or {@code Map<String, ..>} of
 * these; the keys of a record marked {@link Inline} stand in its parent's block. What does not fit
 * is refused with file, line, key and the nearest known key.
 */
final class RecordBinder {
  private RecordBinder() {}

  /**
   * Reads the whole record.
   *
   * @throws UserException (2) for a missing key, a wrong type or a value that the record refuses
   */
  static <T extends Record> T bind(Class<T> type, Config config) {
    return type.cast(record(type, config.root(), ""));
  }

  /**
   * Checks that a user's file or option names only keys that the records have.
   *
   * @throws UserException (2) at the first unknown key
   */
  static void refuseUnknownKeys(Class<? extends Record> type, Config config) {
    refuseUnknownKeys(type, config.root(), "");
  }

  /** The key of a component: {@code requestsPerMinute} is {@code requests-per-minute}. */
  static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** The components of a record by their keys, those of an {@link Inline} component among them. */
  private static Map<String, RecordComponent> keys(Class<?> type) {
    Map<String, RecordComponent> keys = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.isAnnotationPresent(Inline.class)) {
        keys.putAll(keys(component.getType()));
      } else {
        keys.put(key(component), component);
      }
    }
    return keys;
  }

  private static void refuseUnknownKeys(Class<?> type, ConfigObject object, String path) {
    Map<String, RecordComponent> keys = keys(type);
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String full = path + entry.getKey();
      RecordComponent known = keys.get(entry.getKey());
      if (known == null) {
        String nearest = path + Nearest.of(entry.getKey(), List.copyOf(keys.keySet()));
        throw refused(
            entry.getValue().origin(), "unknown key " + full + "; did you mean " + nearest + "?");
      }
      Class<?> component = known.getType();
      if (component.isRecord()) {
        if (!(entry.getValue() instanceof ConfigObject nested)) {
          throw refused(
              entry.getValue().origin(), full + " holds further keys, so it needs braces: { ... }");
        }
        refuseUnknownKeys(component, nested, full + ".");
      }
    }
  }

  private static Object record(Class<?> type, ConfigObject object, String path) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = key(components[i]);
      types[i] = components[i].getType();
      arguments[i] =
          components[i].isAnnotationPresent(Inline.class)
              ? record(types[i], object, path)
              : value(components[i].getGenericType(), object.get(key), path + key, object);
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        String where = path.isEmpty() ? "" : path.substring(0, path.length() - 1) + ": ";
        throw UserException.usage("configuration: " + where + refusal.getMessage());
      }
      if (e.getCause() instanceof UserException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("record " + type.getName() + " cannot be made", e);
    }
  }

  private static Object value(Type type, ConfigValue value, String path, ConfigObject parent) {
    boolean missing = value == null || value.valueType() == ConfigValueType.NULL;
    if (type instanceof ParameterizedType generic) {
      Type[] parts = generic.getActualTypeArguments();
      if (generic.getRawType() == Optional.class) {
        return missing ? Optional.empty() : Optional.of(value(parts[0], value, path, parent));
      }
      require(!missing, parent.origin(), path + " is missing");
      return generic.getRawType() == Map.class
          ? map(parts[1], value, path)
          : list(parts[0], value, path);
    }
    require(!missing, parent.origin(), path + " is missing");
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      require(value instanceof ConfigObject, value.origin(), path + " needs braces: { ... }");
      return record(raw, (ConfigObject) value, path + ".");
    }
    return scalar(raw, value, path);
  }

  private static Map<String, Object> map(Type type, ConfigValue value, String path) {
    require(value instanceof ConfigObject, value.origin(), path + " needs braces: { ... }");
    Map<String, Object> map = new LinkedHashMap<>();
    if (type == String.class) { // "spark.sql.x" and spark.sql.x are the same key in HOCON's eyes
      ((ConfigObject) value)
          .toConfig()
          .entrySet()
          .forEach(
              e ->
                  map.put(
                      String.join(".", com.typesafe.config.ConfigUtil.splitPath(e.getKey())),
                      scalar(String.class, e.getValue(), path)));
      return map;
    }
    ((ConfigObject) value)
        .forEach((k, v) -> map.put(k, value(type, v, path + "." + k, (ConfigObject) value)));
    return map;
  }

  private static List<Object> list(Type type, ConfigValue value, String path) {
    require(value instanceof ConfigList, value.origin(), path + " needs a list: [a, b]");
    List<Object> list = new ArrayList<>();
    for (ConfigValue element : (ConfigList) value) {
      list.add(value(type, element, path, ConfigValueFactory.fromMap(Map.of())));
    }
    return List.copyOf(list);
  }

  private static Object scalar(Class<?> type, ConfigValue value, String path) {
    Config holder = value.atKey("v");
    try {
      if (type == String.class) {
        return holder.getString("v");
      } else if (type == int.class || type == Integer.class) {
        return holder.getInt("v");
      } else if (type == long.class || type == Long.class) {
        return holder.getLong("v");
      } else if (type == double.class || type == Double.class) {
        return holder.getDouble("v");
      } else if (type == boolean.class || type == Boolean.class) {
        return holder.getBoolean("v");
      } else if (type == Duration.class) {
        return holder.getDuration("v");
      } else if (type.isEnum()) {
        return enumConstant(type, holder.getString("v"), value.origin(), path);
      }
    } catch (ConfigException.WrongType | ConfigException.BadValue e) {
      throw refused(
          value.origin(),
          path
              + " = "
              + Secrets.masked(path, value.render())
              + " is not "
              + name(type)
              + "; see --show-config");
    }
    throw new IllegalStateException("settings cannot hold a " + type);
  }

  private static Object enumConstant(Class<?> type, String text, ConfigOrigin origin, String path) {
    List<String> known = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String name = ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(text.toLowerCase(Locale.ROOT))) {
        return constant;
      }
      known.add(name);
    }
    throw refused(
        origin,
        path
            + " = \""
            + Secrets.masked(path, text)
            + "\" is not one of "
            + String.join(", ", known));
  }

  private static String name(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "double", "Double" -> "a number";
      case "boolean", "Boolean" -> "true or false";
      case "Duration" -> "a duration such as 30s or 5m";
      default -> "text";
    };
  }

  private static void require(boolean condition, ConfigOrigin origin, String message) {
    if (!condition) {
      throw refused(origin, message);
    }
  }

  private static UserException refused(ConfigOrigin origin, String message) {
    int number = origin.lineNumber();
    String line = number > 0 ? ":" + number : "";
    String file =
        origin.filename() != null
            ? origin.filename()
            : origin.description().replaceFirst(": " + number + "$", "");
    return UserException.usage(file + line + ": " + message);
  }
}
