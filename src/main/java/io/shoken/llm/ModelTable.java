package io.shoken.llm;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import io.shoken.core.HoconFile;
import io.shoken.core.UserException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** What is known of models: {@code conf/models.conf}, with a file of the user's over it. */
public final class ModelTable {

  private static final String DEFAULT = "default";

  private final Config models;

  private ModelTable(Config models) {
    this.models = models;
  }

  /**
   * Reads the table that ships, and the user's over it where the settings name one.
   *
   * @param block of the settings, such as {@code translate}
   * @throws UserException (usage) if the user's table cannot be read
   */
  public static ModelTable of(String block, LlmSettings.PriceSettings settings) {
    Config shipped = shipped();
    if (settings.table().isEmpty()) {
      return new ModelTable(shipped.getConfig("models"));
    }
    String file = settings.table().get();
    String option = block + ".price.table =";
    Config own = HoconFile.parse(option, Path.of(file));
    return HoconFile.guarded(
        option + " " + file,
        () ->
            new ModelTable(
                own.withFallback(shipped)
                    .resolve(ConfigResolveOptions.noSystem())
                    .getConfig("models")));
  }

  /**
   * What is known of a model; the entry {@code default} for one that the table does not have.
   *
   * @throws UserException (usage) if its entry is not as it should be
   */
  public Model model(String name) {
    String path = ConfigUtil.joinPath(name);
    boolean known = models.hasPath(path);
    try {
      return Model.of(name, known, models.getConfig(known ? path : DEFAULT));
    } catch (ConfigException | IllegalArgumentException e) {
      throw UserException.usage("the entry of " + name + " in models.conf: " + e.getMessage());
    }
  }

  /**
   * The price of a model: from the settings, else from the table; empty if neither has it.
   *
   * @param tier null unless the settings name a service tier
   * @throws UserException (usage) as {@link #of} and {@link #model}
   */
  public static Optional<Price> price(
      String block, LlmSettings.PriceSettings settings, String model, String tier) {
    if (settings.input().isPresent()) {
      return Optional.of(
          new Price(settings.input().get(), settings.output().orElseThrow(), block + ".price"));
    }
    Model known = of(block, settings).model(model);
    return known.price().map(price -> "flex".equals(tier) ? price.times(known.flex()) : price);
  }

  private static Config shipped() {
    try (Reader reader =
        new InputStreamReader(
            ModelTable.class.getResourceAsStream("/models.conf"), StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(
              reader, ConfigParseOptions.defaults().setOriginDescription("models.conf"))
          .resolve(ConfigResolveOptions.noSystem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
