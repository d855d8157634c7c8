package io.shoken.classifier.evidence;

import io.shoken.text.SentenceCutter;
import io.shoken.text.Span;
import java.io.Serializable;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cuts a report into clauses and a clause into binary features.
 *
 * <p>A feature's first character tells its sort: {@code _} a character n-gram, {@code N} or {@code
 * P} the same n-gram in a clause that says "absent" or does not, {@code @} a cue or a pair of cues
 * with that polarity. Thread-safe.
 */
public final class ClauseReader implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cc}\\p{Z}]+");

  private final Phrases phrases;
  private final Lexicon lexicon;
  private final int longestNgram;

  ClauseReader(Phrases phrases, Lexicon lexicon, int longestNgram) {
    this.phrases = phrases;
    this.lexicon = lexicon;
    this.longestNgram = longestNgram;
  }

  /** Reads as the settings say, with the phrases and cues that ship with the program. */
  static ClauseReader standard(EvidenceSettings settings) {
    return new ClauseReader(
        Phrases.standard(),
        settings.lexicon() ? Lexicon.standard() : Lexicon.none(),
        settings.longestNgram());
  }

  Phrases phrases() {
    return phrases;
  }

  Lexicon lexicon() {
    return lexicon;
  }

  /**
   * The distinct clauses of a text, in order, as they stand in it without surrounding white space.
   * A clause ends at 。 and its kin, at the end of a line, and at a comma after a phrase such as
   * 認めず; the 。 is not part of it, the comma is.
   */
  List<String> clauses(String text) {
    // One character for one, so that positions in the folded text are positions in the text.
    String folded = text.replace('，', '、').replace('､', '、');
    Set<String> clauses = new LinkedHashSet<>();
    for (Span sentence : SentenceCutter.JAPANESE_AS_TRAINED.spans(text)) {
      int from = sentence.start();
      for (int i = from; i < sentence.end(); i++) {
        if (folded.charAt(i) == '、' && phrases.endsClause(folded, i)) {
          add(clauses, text.substring(from, i + 1));
          from = i + 1;
        }
      }
      add(clauses, text.substring(from, sentence.end()));
    }
    return new ArrayList<>(clauses);
  }

  /** As {@link #clauses}, cut at the ends of sentences and lines only. */
  List<String> sentences(String text) {
    return SentenceCutter.JAPANESE_AS_TRAINED.sentences(text).stream().distinct().toList();
  }

  private static void add(Set<String> clauses, String clause) {
    String bare = clause.strip();
    if (!bare.isEmpty()) {
      clauses.add(bare);
    }
  }

  /** The features of a clause. Compatibility forms, white space and digits are folded. */
  Set<String> features(String clause) {
    String normal = Normalizer.normalize(clause, Normalizer.Form.NFKC);
    normal = SPACE.matcher(normal).replaceAll(" ").strip();
    String polarity = phrases.saysAbsent(normal) ? "N" : "P";
    Set<String> features = new HashSet<>();
    addNgrams(features, polarity, marked(normal));
    addCues(features, polarity, lexicon.in(normal));
    return features;
  }

  private static int[] marked(String normal) {
    int end = normal.endsWith("、") ? normal.length() - 1 : normal.length();
    String folded = NUMBER.matcher(normal.substring(0, end)).replaceAll("#");
    return ("^" + folded + "$").codePoints().map(ClauseReader::whole).toArray();
  }

  /** Half a surrogate pair cannot be written to a file. */
  private static int whole(int codePoint) {
    return codePoint >= 0xD800 && codePoint <= 0xDFFF ? 0xFFFD : codePoint;
  }

  private void addNgrams(Set<String> features, String polarity, int[] text) {
    for (int from = 0; from < text.length; from++) {
      for (int n = 1; n <= longestNgram && from + n <= text.length; n++) {
        String ngram = new String(text, from, n);
        features.add("_" + ngram);
        features.add(polarity + ngram);
      }
    }
  }

  private static void addCues(Set<String> features, String polarity, List<String> cues) {
    for (int i = 0; i < cues.size(); i++) {
      features.add("@" + polarity + cues.get(i));
      for (int j = i + 1; j < cues.size(); j++) {
        features.add("@" + polarity + cues.get(i) + "+" + cues.get(j));
      }
    }
  }

  /** Whether a feature is a cue rather than an n-gram. */
  static boolean isCue(String feature) {
    return feature.charAt(0) == '@';
  }
}
