package io.shoken.quality.privacy;

import com.atilika.kuromoji.ipadic.Token;
import com.atilika.kuromoji.ipadic.Tokenizer;
import io.shoken.quality.privacy.Passages.Span;
import io.shoken.text.TsvResource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds names of persons in Japanese by the parts of speech of IPADIC. */
final class JapaneseNames {

  private static final String PROPER_NOUN = "\u56fa\u6709\u540d\u8a5e";
  private static final String PERSON = "\u4eba\u540d";
  private static final String SURNAME = "\u59d3";
  private static final String GIVEN_NAME = "\u540d";

  private static final List<List<String>> LISTS =
      TsvResource.rows(JapaneseNames.class, "not-names-ja.tsv");

  /** Words of a report and of a hospital that may stand where a name is expected. */
  private static final Pattern NO_NAME = Pattern.compile(LISTS.get(0).get(0));

  /** What follows a name: a form of address, an age. */
  private static final Pattern FOLLOWS = Pattern.compile(LISTS.get(1).get(0));

  private JapaneseNames() {}

  private static final class Ipadic {
    static final Tokenizer TOKENIZER = new Tokenizer();
  }

  /** What stands after a word such as name: all of it, but for words that are no names. */
  static List<Span> named(String text, int start, int end) {
    return NO_NAME.matcher(text.substring(start, end)).find()
        ? List.of()
        : List.of(new Span(start, end));
  }

  /** Each surname with a given name, and each name before a form of address or an age. */
  static List<Span> in(String text, int start, int end) {
    List<Span> names = new ArrayList<>();
    List<Token> tokens = Ipadic.TOKENIZER.tokenize(text.substring(start, end));
    for (int i = 0; i < tokens.size(); i++) {
      int next = i;
      while (next < tokens.size() && isName(tokens.get(next))) {
        next++;
      }
      if (next > i) {
        int from = start + tokens.get(i).getPosition();
        Token last = tokens.get(next - 1);
        int to = start + last.getPosition() + last.getSurface().length();
        boolean full = isOf(tokens.get(i), SURNAME) && isOf(last, GIVEN_NAME) && next - i == 2;
        boolean addressed = to - from >= 2 && isAddressed(text, to);
        if (((full && to - from >= 3) || addressed)
            && !NO_NAME.matcher(text.substring(from, to)).find()) {
          names.add(new Span(from, to));
        }
        i = next - 1;
      }
    }
    return names;
  }

  private static boolean isAddressed(String text, int end) {
    return FOLLOWS.matcher(text).region(end, text.length()).useTransparentBounds(true).lookingAt();
  }

  private static boolean isName(Token token) {
    return token.getPartOfSpeechLevel2().equals(PROPER_NOUN)
        && token.getPartOfSpeechLevel3().equals(PERSON);
  }

  private static boolean isOf(Token token, String kind) {
    return isName(token) && token.getPartOfSpeechLevel4().equals(kind);
  }
}
