package io.shoken.text.japanese;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every token that a tokenizer can give: the vocabulary's, and those added beside it, which also
 * are kept whole where a text spells them. Immutable.
 */
final class TokenTable {
  private final Vocabulary vocabulary;
  private final Map<Integer, String> added;
  private final List<String> kept;
  private final Map<String, Integer> ids;

  /**
   * @param kept ids by token of those that a text cannot part, special tokens among them
   */
  TokenTable(Vocabulary vocabulary, Map<String, Integer> kept) {
    this.vocabulary = vocabulary;
    this.ids = Map.copyOf(kept);
    this.kept =
        kept.keySet().stream()
            .sorted(
                Comparator.comparingInt(String::length)
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    this.added = new HashMap<>();
    kept.forEach((token, id) -> added.put(id, token));
  }

  String token(int id) {
    return id < vocabulary.size() ? vocabulary.token(id) : added.get(id);
  }

  /** One more than the largest id. */
  int size() {
    return added.keySet().stream().mapToInt(id -> id + 1).reduce(vocabulary.size(), Math::max);
  }

  /** Tokens that are kept whole, longest first. */
  List<String> kept() {
    return kept;
  }

  int keptId(String token) {
    return ids.get(token);
  }
}
