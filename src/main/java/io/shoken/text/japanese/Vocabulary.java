package io.shoken.text.japanese;

import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens of a {@code vocab.txt}, one a line, numbered from 0. Of a token that stands on two
 * lines the later number counts, as in transformers. Immutable.
 */
final class Vocabulary {
  private final List<String> tokens;
  private final Map<String, Integer> ids;
  private final String hash;

  private Vocabulary(List<String> tokens, Map<String, Integer> ids, String hash) {
    this.tokens = tokens;
    this.ids = ids;
    this.hash = hash;
  }

  /**
   * @param where the file's name for messages
   * @throws UserException if the bytes are not UTF-8
   */
  static Vocabulary parse(byte[] bytes, String where) {
    List<String> tokens = lines(decode(bytes, where));
    Map<String, Integer> ids = new HashMap<>(2 * tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      ids.put(tokens.get(i), i);
    }
    return new Vocabulary(tokens, ids, Hashes.ofBytes(bytes));
  }

  private static String decode(byte[] bytes, String where) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "cannot read " + where + ": it is not UTF-8 text; one token a line is expected",
          e);
    }
  }

  /** Lines as Python reads them: ended by LF, CR or both, and by nothing else. */
  private static List<String> lines(String text) {
    List<String> lines = List.of(text.split("\r\n|\r|\n", -1));
    boolean ended = lines.get(lines.size() - 1).isEmpty();
    return ended ? lines.subList(0, lines.size() - 1) : lines;
  }

  int size() {
    return tokens.size();
  }

  /** Numbers by token. */
  Map<String, Integer> ids() {
    return Collections.unmodifiableMap(ids);
  }

  String token(int id) {
    return tokens.get(id);
  }

  /** Lower-case hex SHA-256 of the file's bytes. */
  String hash() {
    return hash;
  }
}
