package io.shoken.ingest;

import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The column names of a file's first record, with suggestions where they are wrong. */
record HeaderNames(String file, List<String> names) {
  private static final int NEAR = 3; // edits
  private static final int SHOWN = 40;
  private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}_.()/ -]{0,49}");

  /** At most three words without digits: no id looks so, and no sentence. */
  private static final Pattern WORDS =
      Pattern.compile("[\\p{L}_]{1,30}([ ./-][\\p{L}_]{1,30}){0,2}");

  HeaderNames {
    names = names.stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!name.isEmpty() && !seen.add(name)) {
        throw UserException.input(
            file
                + ", row 1: the column "
                + (isKnown(name) ? name : "at place " + (names.lastIndexOf(name) + 1))
                + " stands there twice; rename or remove one");
      }
    }
  }

  boolean has(String name) {
    return !name.isEmpty() && names.contains(name);
  }

  int place(String name) {
    return names.indexOf(name);
  }

  /** The name in the header that a missing one was probably meant to be. */
  Optional<String> nearMiss(String missing, Collection<String> taken) {
    return names.stream().filter(n -> !taken.contains(n) && isNear(n, missing)).findFirst();
  }

  private static boolean isNear(String name, String wanted) {
    String a = bare(name);
    String b = bare(wanted);
    int edits = Math.min(NEAR, wanted.length() / 4);
    return !a.isEmpty() && (a.equals(b) || new LevenshteinDistance(edits).apply(a, b) >= 0);
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** All names, for a message. */
  String seen() {
    return show(names);
  }

  /**
   * Some of the names, for a message. A file without a header has report text in its first record:
   * where no name is known and any is not what a header has, nothing is shown.
   */
  String show(List<String> some) {
    boolean header = names.stream().anyMatch(HeaderNames::isKnown);
    if (!header && !names.stream().allMatch(n -> n.isEmpty() || WORDS.matcher(n).matches())) {
      return some.size() + " fields that look like data (does the file have a header?)";
    }
    List<String> shown = some.stream().filter(n -> NAME.matcher(n).matches()).limit(SHOWN).toList();
    int others = some.size() - shown.size();
    String list = shown.isEmpty() ? "no column name" : String.join(", ", shown);
    return others == 0 ? list : list + " and " + others + " more";
  }

  private static boolean isKnown(String name) {
    return !name.isEmpty()
        && (Finding.ofLabel(name).isPresent()
            || Arrays.stream(ReportColumn.values()).anyMatch(c -> c.header().equals(name)));
  }
}
