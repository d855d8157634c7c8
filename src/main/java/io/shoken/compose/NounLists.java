package io.shoken.compose;

import io.shoken.domain.Finding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes the lists in sentences: "no pleural effusion or pneumothorax", "nodules and emphysema". */
final class NounLists {

  private final List<Noun> nouns;
  private final Set<Finding> present;
  private final Dice dice;

  NounLists(List<Noun> nouns, Set<Finding> present, Dice dice) {
    this.nouns = nouns;
    this.present = present;
    this.dice = dice;
  }

  /** Whether the scan has a finding that a list of that group could name. */
  boolean hasPresent(String group) {
    return nouns.stream().anyMatch(n -> n.isOf(group) && isPresent(n));
  }

  /** One to three findings that the scan has; they are added to the claims. */
  Sentence present(String group, Map<Finding, State> claims) {
    List<Noun> named = draw(group, true, dice.between(1, 3));
    named.forEach(n -> n.finding().ifPresent(f -> claims.put(f, State.PRESENT)));
    String japanese = String.join(named.size() == 2 ? "および" : "、", map(named, Noun::japanese));
    return new Sentence(join(map(named, Noun::present), " and "), japanese);
  }

  /** Two to four things that the scan lacks; findings among them are added to the claims. */
  Sentence absent(String group, Map<Finding, State> claims) {
    List<Noun> named = draw(group, false, dice.between(2, 4));
    named.forEach(n -> n.finding().ifPresent(f -> claims.put(f, State.ABSENT)));
    String japanese = String.join(named.size() == 2 ? "や" : "、", map(named, Noun::japanese));
    return new Sentence(join(map(named, Noun::absent), " or "), japanese);
  }

  private boolean isPresent(Noun noun) {
    return noun.finding().filter(present::contains).isPresent();
  }

  private List<Noun> draw(String group, boolean ofPresent, int count) {
    List<Noun> candidates = new ArrayList<>();
    nouns.stream().filter(n -> n.isOf(group) && isPresent(n) == ofPresent).forEach(candidates::add);
    dice.shuffle(candidates);
    Set<Finding> named = EnumSet.noneOf(Finding.class);
    List<Noun> drawn = new ArrayList<>();
    for (Noun noun : candidates) {
      Optional<Finding> finding = noun.finding();
      if (drawn.size() < count && (finding.isEmpty() || named.add(finding.get()))) {
        drawn.add(noun);
      }
    }
    return drawn;
  }

  private static List<String> map(List<Noun> nouns, Function<Noun, String> word) {
    return nouns.stream().map(word).toList();
  }

  private static String join(List<String> words, String last) {
    int end = words.size() - 1;
    return end == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, end)) + last + words.get(end);
  }
}
