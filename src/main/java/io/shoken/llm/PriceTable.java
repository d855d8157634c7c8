package io.shoken.llm;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import io.shoken.core.UserException;
import io.shoken.translate.TranslateSettings.PriceSetting;
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
   * What a model costs: as the settings say it, else as the table does; empty if neither knows.
   *
   * @throws UserException (usage) if the user's table cannot be read
   */
  public static Optional<Price> lookUp(PriceSetting setting, String model) {
    if (setting.input().isPresent()) {
      return Optional.of(
          new Price(setting.input().get(), setting.output().orElseThrow(), "translate.price"));
    }
    Config table = setting.table().map(PriceTable::ofUser).orElseGet(PriceTable::shipped);
    try {
      String path = ConfigUtil.joinPath("prices", model);
      if (!table.hasPath(path)) {
        return Optional.empty();
      }
      Config entry = table.getConfig(path);
      double input = entry.getDouble("input");
      double output = entry.getDouble("output");
      PriceSetting.requireSound(input, output);
      return Optional.of(new Price(input, output, "as of " + entry.getString("date")));
    } catch (ConfigException | IllegalArgumentException e) {
      throw UserException.usage("the price of " + model + ": " + e.getMessage());
    }
  }

  private static Config ofUser(String file) {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw UserException.usage("translate.price.table = " + file + ": no such file");
    }
    try {
      return ConfigFactory.parseFile(path.toFile());
    } catch (ConfigException e) {
      throw UserException.usage("translate.price.table: " + e.getMessage());
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
