package io.shoken.llm;

import com.typesafe.config.Config;
import io.shoken.core.UserException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a model: the fields of a request that it takes, its price, its end.
 *
 * @param known whether the table has an entry for it; of any other nothing is refused
 * @param temperature {@code always}, {@code never} or {@code effort-none}
 * @param efforts the reasoning efforts that it takes; none for a model that does not reason
 * @param tiers the service tiers that it takes
 * @param flex what the tier {@code flex} costs, as a share of the price
 * @param priceOf when the price was read
 */
public record Model(
    String name,
    boolean known,
    String temperature,
    Optional<Double> defaultTemperature,
    List<String> efforts,
    Optional<String> defaultEffort,
    String maxTokensField,
    boolean takesSeed,
    List<String> tiers,
    boolean structuredOutput,
    Optional<Price> price,
    double flex,
    Optional<LocalDate> priceOf,
    Optional<LocalDate> shutdown) {

  /** A price may have changed after so many days. */
  private static final int PRICE_DAYS = 90;

  private static final Set<String> KEYS =
      Set.of(
          "temperature",
          "reasoning-effort",
          "max-tokens-field",
          "seed",
          "service-tier",
          "structured-output",
          "price",
          "shutdown");
  private static final Set<String> PRICE_KEYS =
      Set.of("input", "cached-input", "cache-write", "output", "batch", "flex", "source", "date");

  /** Of an entry of {@code models.conf}. */
  static Model of(String name, boolean known, Config entry) {
    requireKeys(entry, KEYS);
    Config temperature = entry.getConfig("temperature");
    Config effort = entry.getConfig("reasoning-effort");
    requireKeys(temperature, Set.of("takes", "default"));
    requireKeys(effort, Set.of("takes", "default"));
    Optional<Config> price =
        entry.hasPath("price") ? Optional.of(entry.getConfig("price")) : Optional.empty();
    price.ifPresent(p -> requireKeys(p, PRICE_KEYS));
    return new Model(
        name,
        known,
        temperature.getString("takes"),
        temperature.hasPath("default")
            ? Optional.of(temperature.getDouble("default"))
            : Optional.empty(),
        effort.getStringList("takes"),
        text(effort, "default"),
        entry.getString("max-tokens-field"),
        entry.getBoolean("seed"),
        entry.hasPath("service-tier") ? entry.getStringList("service-tier") : List.of(),
        entry.getBoolean("structured-output"),
        price.map(Model::price),
        price.map(p -> p.getDouble("flex")).orElse(1.0),
        price.map(p -> LocalDate.parse(p.getString("date"))),
        text(entry, "shutdown").map(LocalDate::parse));
  }

  /**
   * What is sent, from the settings and, where they say nothing, from here.
   *
   * @throws UserException (usage) if the model is known to refuse it
   */
  public SentParameters sent(
      Optional<Double> temperature,
      Optional<String> effort,
      Optional<String> tier,
      Optional<String> field,
      Optional<Long> seed) {
    String sentEffort = effort.or(() -> defaultEffort).orElse(null);
    if (known) {
      refuse(effort.isPresent() && !efforts.contains(effort.get()), "reasoning-effort", effort);
      boolean takesTemperature =
          this.temperature.equals("always")
              || (this.temperature.equals("effort-none") && "none".equals(sentEffort));
      refuse(temperature.isPresent() && !takesTemperature, "temperature", temperature);
      refuse(tier.isPresent() && !tiers.contains(tier.get()), "service-tier", tier);
      refuse(seed.isPresent() && !takesSeed, "seed", seed);
    }
    return new SentParameters(
        temperature.or(() -> defaultTemperature).orElse(null),
        sentEffort,
        tier.orElse(null),
        field.orElse(maxTokensField));
  }

  /**
   * What is to be said of it before it is relied on, a sentence each.
   *
   * @param byTable whether its price is taken from the table
   */
  public List<String> warnings(LocalDate today, boolean byTable) {
    List<String> warnings = new ArrayList<>();
    shutdown.ifPresent(
        day ->
            warnings.add(
                "%s %s on %s; see translate.model"
                    .formatted(name, day.isAfter(today) ? "ends" : "ended", day)));
    priceOf
        .filter(day -> byTable && day.isBefore(today.minusDays(PRICE_DAYS)))
        .ifPresent(
            day ->
                warnings.add(
                    "the price of %s is of %s, over %d days old; see translate.price"
                        .formatted(name, day, PRICE_DAYS)));
    return warnings;
  }

  private void refuse(boolean refused, String key, Optional<?> value) {
    if (refused) {
      throw UserException.usage(
          "parameters.%s = %s: %s does not take it%s (conf/models.conf)"
              .formatted(
                  key,
                  value.map(Object::toString).orElse("null"),
                  name,
                  key.equals("temperature") && temperature.equals("effort-none")
                      ? " unless reasoning-effort is none"
                      : ""));
    }
  }

  private static Price price(Config price) {
    double input = price.getDouble("input");
    double output = price.getDouble("output");
    double cached = price.hasPath("cached-input") ? price.getDouble("cached-input") : input;
    LlmSettings.PriceSettings.requireSound(input, output);
    double written = price.hasPath("cache-write") ? price.getDouble("cache-write") : input;
    LlmSettings.PriceSettings.requireSound(cached, output);
    LlmSettings.PriceSettings.requireSound(written, output);
    return new Price(input, cached, written, output, "as of " + price.getString("date"));
  }

  private static Optional<String> text(Config config, String key) {
    return config.hasPath(key) ? Optional.of(config.getString(key)) : Optional.empty();
  }

  private static void requireKeys(Config config, Set<String> known) {
    for (String key : config.root().keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException("unknown key " + key);
      }
    }
  }
}
