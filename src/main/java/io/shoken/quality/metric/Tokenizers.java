package io.shoken.quality.metric;

import io.shoken.core.UserException;
import io.shoken.text.PythonWhitespace;
import io.shoken.text.japanese.mecab.Edition;
import io.shoken.text.japanese.mecab.MecabSegmenter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The tokenizers of sacreBLEU that a Japanese text needs, under sacreBLEU's names. */
final class Tokenizers {
  private static final Tokenizer NONE = new Named("none", PythonWhitespace::split);
  private static final Tokenizer CHARACTER = new Named("char", Tokenizers::characters);
  private static final Tokenizer MTEVAL_13A = new Named("13a", Mteval13a::tokens);

  private static final String JA_MECAB = "ja-mecab-0.996-IPA";

  private Tokenizers() {}

  /** White space only: for texts that are tokenized already. */
  public static Tokenizer none() {
    return NONE;
  }

  /** Every code point that is no white space. */
  public static Tokenizer character() {
    return CHARACTER;
  }

  /** The rules of mteval-v13a, for Western text: a Japanese sentence is mostly one token. */
  public static Tokenizer mteval13a() {
    return MTEVAL_13A;
  }

  /**
   * MeCab with IPADIC 2.7.0 as sacreBLEU runs it: outer white space is removed, the rest segmented,
   * and a surface that holds white space falls apart there.
   *
   * @param surfaces the segmentation: the surfaces of a text in order; thread-safe
   */
  public static Tokenizer jaMecab(Function<String, List<String>> surfaces) {
    return new Named(
        JA_MECAB,
        text -> {
          List<String> tokens = new ArrayList<>();
          surfaces
              .apply(PythonWhitespace.strip(text))
              .forEach(s -> tokens.addAll(PythonWhitespace.split(s)));
          return tokens;
        });
  }

  /** MeCab with IPADIC from this JVM's own dictionary. */
  public static Tokenizer jaMecab() {
    return Ipadic.TOKENIZER;
  }

  /**
   * The tokenizer of that sacreBLEU name: {@code ja-mecab}, {@code char}, {@code 13a}, {@code
   * none}.
   *
   * @throws UserException (usage) if there is none
   */
  public static Tokenizer ofKey(String key) {
    return switch (key) {
      case "ja-mecab" -> jaMecab();
      case "char" -> character();
      case "13a" -> mteval13a();
      case "none" -> none();
      default ->
          throw UserException.usage(
              "no tokenizer is named " + key + "; choose one of ja-mecab, char, 13a, none");
    };
  }

  /** What sets a metric's name apart: nothing for MeCab, the Japanese default. */
  static String suffix(Tokenizer tokenizer) {
    String signature = tokenizer.signature();
    return signature.equals(JA_MECAB) ? "" : "-" + signature;
  }

  /** The same tokenizer on the lower-cased text; the signature stays, {@code case:lc} says it. */
  static Tokenizer lowercase(Tokenizer tokenizer) {
    return new Named(
        tokenizer.signature(), text -> tokenizer.tokens(text.toLowerCase(Locale.ROOT)));
  }

  private static List<String> characters(String text) {
    List<String> tokens = new ArrayList<>(text.length());
    text.codePoints()
        .filter(c -> !PythonWhitespace.isSpace(c))
        .forEach(c -> tokens.add(Character.toString(c)));
    return tokens;
  }

  /** Reads the dictionary only when somebody asks for it. */
  private static final class Ipadic {
    static final Tokenizer TOKENIZER =
        jaMecab(text -> MecabSegmenter.of(Edition.IPADIC).segment(text).asList());
  }

  private record Named(String signature, Function<String, List<String>> rule) implements Tokenizer {
    @Override
    public List<String> tokens(String text) {
      return rule.apply(text);
    }
  }

  /** NIST's mteval-v13a: separates ASCII punctuation, and {@code . , -} unless inside a number. */
  private static final class Mteval13a {
    private static final Pattern PUNCTUATION = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
    private static final Pattern AFTER_NON_DIGIT = Pattern.compile("([^0-9])([.,])");
    private static final Pattern BEFORE_NON_DIGIT = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

    static List<String> tokens(String text) {
      String line =
          PythonWhitespace.stripTrailing(text)
              .replace("<skipped>", "")
              .replace("-\n", "")
              .replace('\n', ' ');
      return PythonWhitespace.split(separate(" " + Escapes.resolve(line) + " "));
    }

    static String separate(String padded) {
      String line = PUNCTUATION.matcher(padded).replaceAll(" $1 ");
      line = AFTER_NON_DIGIT.matcher(line).replaceAll("$1 $2 ");
      line = BEFORE_NON_DIGIT.matcher(line).replaceAll(" $1 $2");
      return DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
    }
  }
}
