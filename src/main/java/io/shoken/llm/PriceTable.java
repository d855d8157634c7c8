package io.shoken.llm;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings.PriceSettings;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Prices by model: {@code conf/prices.conf}, or a file of the user's in the same form. */
public final class PriceTable {

  private PriceTable() {}

  /**
   * The price of a model: from the settings, else from the table; empty if neither has it.
   *
   * @param block of the settings, such as {@code translate}
   * @throws UserException (usage) if the user's table cannot be read
   */
  public static Optional<Price> lookUp(String block, PriceSettings settings, String model) {
    if (settings.input().isPresent()) {
      return Optional.of(
          new Price(settings.input().get(), settings.output().orElseThrow(), block + ".price"));
    }
    Config table = settings.table().map(file -> ofUser(block, file)).orElseGet(PriceTable::shipped);
    try {
      String path = ConfigUtil.joinPath("prices", model);
      if (!table.hasPath(path)) {
        return Optional.empty();
      }
      Config entry = table.getConfig(path);
      double input = entry.getDouble("input");
      double output = entry.getDouble("output");
      PriceSettings.requireSound(input, output);
      return Optional.of(new Price(input, output, "as of " + entry.getString("date")));
    } catch (ConfigException | IllegalArgumentException e) {
      throw UserException.usage("the price of " + model + ": " + e.getMessage());
    }
  }

  private static Config ofUser(String block, String file) {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw UserException.usage(block + ".price.table = " + file + ": no such file");
    }
    try {
      return ConfigFactory.parseFile(path.toFile());
    } catch (ConfigException e) {
      throw UserException.usage(block + ".price.table: " + e.getMessage());
    }
  }

  private static Config shipped() {
    try (Reader reader =
        new InputStreamReader(
            PriceTable.class.getResourceAsStream("/prices.conf"), StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(
          reader, ConfigParseOptions.defaults().setOriginDescription("prices.conf"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
