package io.shoken.text.clinical;

import io.shoken.text.TsvResource;
import io.shoken.text.clinical.TermIndex.Term;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Finds the concepts of {@code terms.tsv} (findings, places, qualities) in a folded sentence.
 * Thread-safe.
 */
public final class Terms {

  /**
   * The concepts of a sentence.
   *
   * @param longest those that words name under their longest term
   * @param repeated those of {@code longest} that are named more than once
   * @param all those that words name under any term
   */
  public record Found(Concepts longest, Concepts repeated, Concepts all) {}

  /**
   * What a term stands for.
   *
   * @param open whether more letters of the word may follow
   * @param weak whether it counts in {@link Found#all} only
   */
  private record Meaning(boolean open, boolean weak, int concept) implements Serializable {}

  private static final List<String> NAMES = new ArrayList<>();
  private static Concepts findings = Concepts.NONE;
  private static final Terms ENGLISH;
  private static final Terms JAPANESE;

  static {
    List<Term<Meaning>> english = new ArrayList<>();
    List<Term<Meaning>> japanese = new ArrayList<>();
    for (List<String> row : TsvResource.rows(Terms.class, "terms.tsv")) {
      int concept = NAMES.size();
      NAMES.add(row.get(1));
      if (row.get(0).equals("2")) {
        findings = findings.plus(Concepts.of(concept));
      }
      addForms(english, row.get(2), concept);
      addForms(japanese, row.get(3), concept);
    }
    ENGLISH = new Terms(Language.ENGLISH, english);
    JAPANESE = new Terms(Language.JAPANESE, japanese);
  }

  private static final Pattern NO_LETTER = Pattern.compile("[^a-z]+");
  private static final int LONG_WORD = 5;

  /** A term of 5-9 letters may have one slip, one of 10-19 two. */
  private static final int LETTERS_PER_SLIP = 10;

  private static final int LONGEST_WORD = 40;
  private static final int MOST_WORDS = 50_000;

  private final boolean words;
  private final Map<String, Concepts> slipsOf = new ConcurrentHashMap<>();
  private final TermIndex<Meaning> index;

  private Terms(Language language, List<Term<Meaning>> terms) {
    this.words = language == Language.ENGLISH;
    this.index = new TermIndex<>(terms);
  }

  /** The terms of a language. */
  public static Terms of(Language language) {
    return language == Language.ENGLISH ? ENGLISH : JAPANESE;
  }

  /** A concept's name in the list. */
  public static String name(int concept) {
    return NAMES.get(concept);
  }

  /** Those that are findings rather than places and qualities. */
  public static Concepts findings() {
    return findings;
  }

  private static void addForms(List<Term<Meaning>> terms, String forms, int concept) {
    for (String form : forms.split("\\|", -1)) {
      boolean open = form.endsWith("*");
      boolean weak = form.startsWith("~");
      String text = Language.fold(form.substring(weak ? 1 : 0, form.length() - (open ? 1 : 0)));
      weak |= text.length() == 1; // a single kanji is part of many words
      terms.add(new Term<>(text, new Meaning(open, weak, concept)));
    }
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
    return index
        .all()
        .filter(term -> term.text().length() >= LONG_WORD)
        .filter(
            term ->
                Edits.ofPrefix(term.text(), word) <= 1 + term.text().length() / LETTERS_PER_SLIP)
        .map(term -> Concepts.of(term.value().concept()))
        .reduce(Concepts.NONE, Concepts::plus);
  }

  /** The concepts of a folded sentence. */
  public Found in(String sentence) {
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
      for (Term<Meaning> term : index.allAt(sentence, at)) {
        if (!endsWord(term, sentence, at)) {
          continue;
        }
        Concepts concept = Concepts.of(term.value().concept());
        all = all.plus(concept);
        if (at >= covered && term.text().length() >= length) {
          length = term.text().length();
          here = term.value().weak() ? here : here.plus(concept);
        }
      }
      repeated = repeated.plus(longest.and(here));
      longest = longest.plus(here);
      covered = Math.max(covered, at + length);
    }
    return new Found(longest, repeated, words ? all.plus(slips(sentence)) : all);
  }

  private boolean endsWord(Term<Meaning> term, String sentence, int at) {
    int end = at + term.text().length();
    return !words
        || term.value().open()
        || end == sentence.length()
        || !Character.isLetter(sentence.charAt(end));
  }
}
