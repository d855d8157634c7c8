package io.shoken.quality.metric;

import io.shoken.text.PythonWhitespace;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cuts a text into TER's words by Tercom's rules as sacreBLEU implements them.
 *
 * @param before cuts the text first; {@link Tokenizers#none()} leaves it as it is
 */
record TercomTokenizer(Tokenizer before, Ter.Options options) implements Tokenizer {
  private static final Pattern PUNCTUATION = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
  private static final Pattern AFTER_NON_DIGIT = Pattern.compile("([^0-9])([.,])");
  private static final Pattern BEFORE_NON_DIGIT = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");
  // Ideographs, strokes and radicals, compatibility forms, enclosed letters. The last range ends
  // where sacreBLEU's ends (a transposed 32FF), because scores depend on it.
  private static final List<Pattern> IDEOGRAPHS =
      List.of(
          Pattern.compile("([\\u4e00-\\u9fff\\u3400-\\u4dbf])"),
          Pattern.compile("([\\u31c0-\\u31ef\\u2e80-\\u2eff])"),
          Pattern.compile("([\\u3300-\\u33ff\\uf900-\\ufaff\\ufe30-\\ufe4f])"),
          Pattern.compile("([\\u3200-\\u3f22])"));
  private static final List<Pattern> ASIAN_PUNCTUATION =
      List.of(
          Pattern.compile("([\\u3001\\u3002\\u3008-\\u3011\\u3014-\\u301f\\uff61-\\uff65\\u30fb])"),
          Pattern.compile("([\\uff0e\\uff0c\\uff1f\\uff1a\\uff1b\\uff01\\uff02\\uff08\\uff09])"));
  private static final Pattern WESTERN_PUNCTUATION = Pattern.compile("[.,?:;!\"()]");

  @Override
  public String signature() {
    return "tercom";
  }

  @Override
  public List<String> tokens(String text) {
    String sentence =
        before == Tokenizers.none()
            ? PythonWhitespace.stripTrailing(text)
            : String.join(" ", before.tokens(text));
    if (!options.caseSensitive()) {
      sentence = sentence.toLowerCase(Locale.ROOT);
    }
    if (options.normalized() && !sentence.isEmpty()) {
      sentence = normalize(sentence);
    }
    if (options.noPunctuation()) {
      sentence = WESTERN_PUNCTUATION.matcher(sentence).replaceAll("");
      sentence = options.asianSupport() ? replace(ASIAN_PUNCTUATION, sentence, "") : sentence;
    }
    return PythonWhitespace.split(sentence);
  }

  private String normalize(String text) {
    String line = Escapes.resolve(text.replace("\n-", "").replace('\n', ' '));
    line = PUNCTUATION.matcher(" " + line + " ").replaceAll(" $1 ").replace("'s ", " 's ");
    line = AFTER_NON_DIGIT.matcher(line).replaceAll("$1 $2 ");
    line = BEFORE_NON_DIGIT.matcher(line).replaceAll(" $1 $2");
    line = DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
    if (options.asianSupport()) {
      line = replace(IDEOGRAPHS, line, " $1 ");
      line = replace(ASIAN_PUNCTUATION, line, " $1 ");
    }
    return line;
  }

  private static String replace(List<Pattern> patterns, String text, String replacement) {
    String result = text;
    for (Pattern pattern : patterns) {
      result = pattern.matcher(result).replaceAll(replacement);
    }
    return result;
  }
}
