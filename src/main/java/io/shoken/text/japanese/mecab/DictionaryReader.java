package io.shoken.text.japanese.mecab;

import com.atilika.kuromoji.dict.CharacterDefinitions;
import com.atilika.kuromoji.dict.UnknownDictionary;
import com.atilika.kuromoji.util.ResourceResolver;
import com.atilika.kuromoji.util.SimpleResourceResolver;
import io.shoken.text.japanese.mecab.CharClasses.Rule;
import io.shoken.text.japanese.mecab.DictionaryPatches.Added;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads an edition's tables from the files of Kuromoji's jars and patches them to MeCab's. Readings
 * and parts of speech are skipped: only words and costs are wanted.
 */
final class DictionaryReader {
  private static final int CHARS = 1 << Character.SIZE;

  /** MeCab's table of classes ends before U+FFFF, which so runs together with nothing. */
  private static final int NO_CLASS = 0;

  private final DictionaryPatches patches;

  private DictionaryReader(DictionaryPatches patches) {
    this.patches = patches;
  }

  static Dictionary read(Edition edition) {
    DictionaryReader reader = new DictionaryReader(DictionaryPatches.of(edition));
    CompletableFuture<short[]> costs = CompletableFuture.supplyAsync(reader::readCosts);
    try {
      return reader.readWords(costs);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the dictionary " + edition, e);
    }
  }

  private Dictionary readWords(CompletableFuture<short[]> costs) throws IOException {
    Entries words = readWordEntries();
    Entries entries;
    int[] heads;
    try (Resource in = open("tokenInfoTargetMap.bin")) {
      heads = in.readInts(in.readInt());
      int[] surfaces = in.readInts(in.readInt());
      entries = new Entries(surfaces.length + CHARS);
      addWords(surfaces, words, entries);
    }
    int[] addedHeads = patches.added().stream().mapToInt(a -> add(entries, a.entries())).toArray();
    WordTrie trie = readTrie(heads, addedHeads);
    CharClasses classes = readClasses(entries);
    short[] table = costs.join();
    Connections connections = ContextClasses.merge((int) Math.sqrt(table.length), table, entries);
    return new Dictionary(trie, entries, classes, connections, patches.swapsDashes());
  }

  /** By word id. */
  private Entries readWordEntries() throws IOException {
    try (Resource in = open("tokenInfoDictionary.bin")) {
      ByteBuffer header = in.next(6 * Integer.BYTES);
      int count = header.getInt(2 * Integer.BYTES);
      int entryBytes =
          header.getInt(3 * Integer.BYTES) * Short.BYTES
              + header.getInt(4 * Integer.BYTES)
              + header.getInt(5 * Integer.BYTES) * Integer.BYTES;
      Entries words = new Entries(count);
      for (int word = 0; word < count; word++) {
        ByteBuffer entry = in.next(entryBytes);
        int left = entry.getShort() & 0xffff;
        int right = entry.getShort() & 0xffff;
        words.add(Entry.of(left, right, entry.getShort()));
      }
      return words;
    }
  }

  /**
   * The file lists the word ids of each surface after their number, and a head is a place in that
   * list: entries take over the places.
   */
  private void addWords(int[] surfaces, Entries words, Entries entries) {
    for (int at = 0; at < surfaces.length; ) {
      int count = surfaces[at];
      entries.head(count);
      for (int word : patches.inOrder(Arrays.copyOfRange(surfaces, at + 1, at + 1 + count))) {
        entries.add(words.get(word));
      }
      at += 1 + count;
    }
  }

  private static int add(Entries entries, List<Long> words) {
    int head = entries.head(words.size());
    words.forEach(entries::add);
    return head;
  }

  private WordTrie readTrie(int[] heads, int[] addedHeads) throws IOException {
    try (Resource in = open("doubleArrayTrie.bin")) {
      if (!in.readBoolean()) {
        throw new IOException("the double array has an unknown layout");
      }
      int[] states = new int[WordTrie.STATE * in.readInt()];
      int tails = in.readInt();
      in.readInts(states, WordTrie.BASE, WordTrie.STATE);
      in.readInts(states, WordTrie.PARENT, WordTrie.STATE);
      for (int i = 0; WordTrie.STATE * i < states.length; i++) {
        states[WordTrie.STATE * i + WordTrie.HEAD] = i < heads.length ? heads[i] : WordTrie.NO_WORD;
      }
      String[] added = patches.added().stream().map(Added::word).toArray(String[]::new);
      WordTrie trie = new WordTrie(states, in.readChars(tails), added, addedHeads);
      trie.remove(patches.removed());
      return trie;
    }
  }

  private CharClasses readClasses(Entries entries) throws IOException {
    ResourceResolver resolver = new SimpleResourceResolver(patches.resources());
    CharacterDefinitions definitions = CharacterDefinitions.newInstance(resolver);
    DictionaryPatches.patchClasses(definitions);
    UnknownDictionary unknown = UnknownDictionary.newInstance(resolver, definitions, 0);
    byte[] leading = new byte[CHARS];
    int[] sets = new int[CHARS];
    int classes = 0;
    for (int c = 0; c < CHARS; c++) {
      int[] categories = definitions.lookupCategories((char) c);
      leading[c] = (byte) categories[0];
      for (int category : categories) {
        sets[c] |= 1 << category;
        classes = Math.max(classes, category + 1);
      }
    }
    sets[CHARS - 1] = NO_CLASS;
    Rule[] rules = new Rule[classes];
    for (int i = 0; i < classes; i++) {
      rules[i] = rule(definitions.lookupDefinition(i), unknown, i, entries);
    }
    return new CharClasses(leading, sets, rules);
  }

  private static Rule rule(
      int[] definition, UnknownDictionary unknown, int category, Entries entries) {
    int[] ids = unknown.lookupWordIds(category);
    int head = entries.head(ids.length);
    for (int id : ids) {
      entries.add(Entry.of(unknown.getLeftId(id), unknown.getRightId(id), unknown.getWordCost(id)));
    }
    return new Rule(
        definition[CharacterDefinitions.INVOKE] == 1,
        definition[CharacterDefinitions.GROUP] == 1,
        definition[2],
        head);
  }

  /** A square table: a row of costs for each right context. */
  private short[] readCosts() {
    try (Resource in = open("connectionCosts.bin")) {
      int size = in.readInt();
      short[] costs = in.readShorts(in.readInt() / Short.BYTES);
      if (costs.length != size * size) {
        throw new IOException(costs.length + " costs for " + size + " contexts");
      }
      return costs;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the connection costs", e);
    }
  }

  private Resource open(String name) throws IOException {
    return Resource.open(patches.resources(), name);
  }
}
