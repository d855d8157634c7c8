package io.shoken.quality.check;

import io.shoken.text.TsvResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The concepts of {@code terms.tsv} that a folded sentence speaks of. Immutable. */
final class Terms {

  /** The same sentence read twice: each word under its longest term, and under every term. */
  record Found(Concepts longest, Concepts repeated, Concepts all) {}

  private record Term(String text, boolean open, boolean weak, int concept) {}

  private static final List<String> NAMES = new ArrayList<>();
  private static Concepts findings = Concepts.NONE;
  private static final Terms ENGLISH = new Terms(Language.ENGLISH);
  private static final Terms JAPANESE = new Terms(Language.JAPANESE);

  static {
    for (List<String> row : TsvResource.rows(Terms.class, "terms.tsv")) {
      int concept = NAMES.size();
      NAMES.add(row.get(1));
      if (row.get(0).equals("2")) {
        findings = findings.plus(Concepts.of(concept));
      }
      ENGLISH.add(row.get(2), concept);
      JAPANESE.add(row.get(3), concept);
    }
    ENGLISH.sort();
    JAPANESE.sort();
  }

  private static final Pattern NO_LETTER = Pattern.compile("[^a-z]+");
  private static final int LONG_WORD = 5;
  private static final int LONGEST_WORD = 40;
  private static final int MOST_WORDS = 50_000;

  private final boolean words;
  private final Map<String, Concepts> slipsOf = new ConcurrentHashMap<>();
  private final Map<Character, List<Term>> byFirst = new HashMap<>();

  private Terms(Language language) {
    this.words = language == Language.ENGLISH;
  }

  static Terms of(Language language) {
    return language == Language.ENGLISH ? ENGLISH : JAPANESE;
  }

  /** A concept's name in the list. */
  static String name(int concept) {
    return NAMES.get(concept);
  }

  /** Those that are findings rather than places and qualities. */
  static Concepts findings() {
    return findings;
  }

  private void add(String forms, int concept) {
    for (String form : forms.split("\\|", -1)) {
      boolean open = form.endsWith("*");
      boolean weak = form.startsWith("~");
      String text = Language.fold(form.substring(weak ? 1 : 0, form.length() - (open ? 1 : 0)));
      weak |= text.length() == 1; // a single kanji is part of many words
      byFirst
          .computeIfAbsent(text.charAt(0), unused -> new ArrayList<>())
          .add(new Term(text, open, weak, concept));
    }
  }

  private void sort() {
    Comparator<Term> longestFirst = Comparator.comparing((Term t) -> t.text.length()).reversed();
    byFirst.values().forEach(terms -> terms.sort(longestFirst));
  }

  /**
   * Concepts of English words that are one or two letters from a long term: the sources have slips
   * of the pen. They are weak.
   */
  private Concepts slips(String sentence) {
    Concepts slips = Concepts.NONE;
    for (String word : NO_LETTER.split(sentence, -1)) {
      if (word.length() >= LONG_WORD && word.length() <= LONGEST_WORD) {
        slips = slips.plus(slipsOf(word));
      }
    }
    return slips;
  }

  private Concepts slipsOf(String word) {
    Concepts known = slipsOf.get(word);
    if (known == null) {
      known = slipsOfWord(word);
      if (slipsOf.size() < MOST_WORDS) {
        slipsOf.put(word, known);
      }
    }
    return known;
  }

  private Concepts slipsOfWord(String word) {
    Concepts near = Concepts.NONE;
    for (List<Term> terms : byFirst.values()) {
      for (Term term : terms) {
        if (term.text.length() >= LONG_WORD
            && Edits.ofPrefix(term.text, word) <= 1 + term.text.length() / 10) {
          near = near.plus(Concepts.of(term.concept));
        }
      }
    }
    return near;
  }

  Found in(String sentence) {
    Concepts longest = Concepts.NONE;
    Concepts repeated = Concepts.NONE;
    Concepts all = Concepts.NONE;
    int covered = 0;
    for (int at = 0; at < sentence.length(); at++) {
      if (words && at > 0 && Character.isLetter(sentence.charAt(at - 1))) {
        continue;
      }
      int length = 0;
      Concepts here = Concepts.NONE;
      for (Term term : byFirst.getOrDefault(sentence.charAt(at), List.of())) {
        if (!matches(term, sentence, at)) {
          continue;
        }
        all = all.plus(Concepts.of(term.concept));
        if (at >= covered && term.text.length() >= length) {
          length = term.text.length();
          here = term.weak ? here : here.plus(Concepts.of(term.concept));
        }
      }
      repeated = repeated.plus(longest.and(here));
      longest = longest.plus(here);
      covered = Math.max(covered, at + length);
    }
    return new Found(longest, repeated, words ? all.plus(slips(sentence)) : all);
  }

  private boolean matches(Term term, String sentence, int at) {
    int end = at + term.text.length();
    return sentence.startsWith(term.text, at)
        && (!words
            || term.open
            || end == sentence.length()
            || !Character.isLetter(sentence.charAt(end)));
  }
}
