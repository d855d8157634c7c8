package io.shoken.compose;

import io.shoken.domain.Finding;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fills the slots of phrases for one scan. A slot without a tag is drawn anew in each sentence; a
 * slot with one keeps its filling in the whole scan, and all slots of a tag lie in the same lobe.
 * Not thread-safe.
 */
final class Speaker {

  private static final int TRIES_FOR_ANOTHER = 8;

  private final Slots slots;
  private final Dice dice;
  private final Numbers numbers;
  private final NounLists lists;
  private final Map<String, String> regions = new HashMap<>();
  private final Map<String, Sentence> kept = new HashMap<>();

  Speaker(Stock stock, Set<Finding> present, Dice dice) {
    this.slots = stock.slots();
    this.dice = dice;
    this.numbers = new Numbers(dice);
    this.lists = new NounLists(stock.nouns(), present, dice);
  }

  /** Whether there is something to name in each of its lists. */
  boolean canSay(Phrase phrase) {
    return Slot.in(phrase.english()).stream()
        .allMatch(s -> !s.name().equals("present") || lists.hasPresent(s.argument()));
  }

  /** Says it. What it claims is what the phrase claims and what the lists in it name. */
  Said say(Phrase phrase) {
    Map<Finding, State> claims = new EnumMap<>(Finding.class);
    claims.putAll(phrase.claims());
    Sentence said =
        fill(new Sentence(phrase.english(), phrase.japanese()), Optional.empty(), claims);
    return new Said(
        phrase.part(), new Sentence(capital(said.english()), said.japanese()), Map.copyOf(claims));
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private Sentence fill(Sentence phrase, Optional<String> region, Map<Finding, State> claims) {
    Map<String, Sentence> fillings = new LinkedHashMap<>();
    for (Slot slot : Slot.in(phrase.english())) {
      if (!fillings.containsKey(slot.text())) {
        Sentence filling = filling(slot, region, claims);
        for (int i = 0; i < TRIES_FOR_ANOTHER && fillings.containsValue(filling); i++) {
          filling = filling(slot, region, claims);
        }
        fillings.put(slot.text(), filling);
      }
    }
    String english = phrase.english();
    String japanese = phrase.japanese();
    for (Map.Entry<String, Sentence> filling : fillings.entrySet()) {
      english = english.replace(filling.getKey(), filling.getValue().english());
      japanese = japanese.replace(filling.getKey(), filling.getValue().japanese());
    }
    return new Sentence(english, japanese);
  }

  private Sentence filling(Slot slot, Optional<String> region, Map<Finding, State> claims) {
    return switch (slot.name()) {
      case "n" -> same(numbers.count(slot.argument()));
      case "mm" -> same(numbers.length(slot.argument()));
      case "mmxmm" -> same(numbers.area(slot.argument()));
      case "date" -> numbers.date();
      case "present" -> lists.present(slot.argument(), claims);
      case "absent" -> lists.absent(slot.argument(), claims);
      default -> words(slot, region, claims);
    };
  }

  private static Sentence same(String text) {
    return new Sentence(text, text);
  }

  private Sentence words(Slot slot, Optional<String> region, Map<Finding, State> claims) {
    if (slot.tag().isEmpty()) {
      return draw(slot.name(), region.orElseGet(() -> dice.one(Slots.REGIONS)), claims);
    }
    if (!kept.containsKey(slot.text())) {
      String place = regions.computeIfAbsent(slot.tag().get(), t -> dice.one(Slots.REGIONS));
      kept.put(slot.text(), draw(slot.name(), place, claims));
    }
    return kept.get(slot.text());
  }

  private Sentence draw(String name, String region, Map<Finding, State> claims) {
    return fill(dice.one(slots.of(name, region)), Optional.of(region), claims);
  }
}
