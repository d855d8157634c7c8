package io.shoken.quality.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How many made-up lines with an identifier the guard finds, by kind, and how many without one it
 * flags. The lines are made of the templates of {@code lines.tsv} and of names from several
 * languages; half of them stand alone, half between sentences of a report.
 */
public final class IdentifierLines {

  private static final int LINES_OF_A_TEMPLATE = 40;
  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)\\}");
  private static final List<String> REPORT =
      List.of(
          "No pleural effusion was detected.",
          "Heart contour and size are normal.",
          "Millimetric nodules are observed in both lungs.",
          "A calcified plaque is seen in the aortic arch.");

  private final Map<String, List<String>> names = new LinkedHashMap<>();
  private final SplittableRandom random = new SplittableRandom(8);

  private IdentifierLines(Path names) throws IOException {
    for (String line : Files.readAllLines(names)) {
      if (!line.startsWith("#")) {
        String[] row = line.split("\t");
        this.names.put(row[0], List.of(row[1].split(" ")));
      }
    }
  }

  /**
   * @param args {@code lines.tsv} and {@code names.tsv}; a third names a kind whose missed lines
   *     are printed
   */
  public static void main(String[] args) throws IOException {
    IdentifierLines lines = new IdentifierLines(Path.of(args[1]));
    Map<String, int[]> counts = new LinkedHashMap<>();
    for (String template : Files.readAllLines(Path.of(args[0]))) {
      if (template.startsWith("#")) {
        continue;
      }
      String[] row = template.split("\t");
      int[] count = counts.computeIfAbsent(row[0], unused -> new int[2]);
      for (int i = 0; i < LINES_OF_A_TEMPLATE; i++) {
        String line = lines.make(row[1], i % 2 == 0);
        boolean found =
            Guard.standard().find(line).stream().anyMatch(match -> match.kind() != Kind.DATE);
        count[0] += found ? 1 : 0;
        count[1]++;
        if (args.length > 2 && args[2].equals(row[0]) && found == row[0].equals("none")) {
          System.out.println("  " + line.replace("\n", "\\n"));
        }
      }
    }
    print(counts);
  }

  private static void print(Map<String, int[]> counts) {
    int found = 0;
    int all = 0;
    for (Map.Entry<String, int[]> kind : counts.entrySet()) {
      int[] count = kind.getValue();
      System.out.printf(
          Locale.ROOT,
          "%-10s %5d of %5d  %5.1f %%%n",
          kind.getKey(),
          count[0],
          count[1],
          100.0 * count[0] / count[1]);
      found += kind.getKey().equals("none") ? 0 : count[0];
      all += kind.getKey().equals("none") ? 0 : count[1];
    }
    System.out.printf(
        Locale.ROOT, "identifiers %d of %d, recall %.3f%n", found, all, (double) found / all);
  }

  private String make(String template, boolean alone) {
    String line = SLOT.matcher(template).replaceAll(slot -> fill(slot.group(1)));
    StringBuilder digits = new StringBuilder();
    for (char c : line.toCharArray()) {
      digits.append(c == '#' && !line.startsWith("mrn#") ? digit() : c);
    }
    String made = digits.toString().replaceAll("#(?=#|$)|(?<=0)#", "7");
    return alone ? made : pick(REPORT) + "\n" + made + "\n" + pick(REPORT);
  }

  private char digit() {
    return (char) ('1' + random.nextInt(9));
  }

  private String fill(String slot) {
    UnaryOperator<String> surname = language -> pick(names.get(language + "-surname"));
    return switch (slot) {
      case "sen" -> surname.apply("en");
      case "str" -> surname.apply("tr");
      case "jas" -> surname.apply("ja");
      case "jag" -> pick(names.get("ja"));
      case "ja" -> surname.apply("ja") + pick(names.get("ja"));
      case "kana" -> surname.apply("kana") + " " + pick(names.get("kana"));
      case "EN" -> full("en").toUpperCase(Locale.ROOT);
      case "EN2" -> (surname.apply("en") + ", " + pick(names.get("en"))).toUpperCase(Locale.ROOT);
      case "TR" -> full("tr").toUpperCase(Locale.forLanguageTag("tr"));
      case "mail" -> full("en").toLowerCase(Locale.ROOT).replace(' ', '.');
      default -> full(slot);
    };
  }

  private String full(String language) {
    return pick(names.get(language)) + " " + pick(names.get(language + "-surname"));
  }

  private <T> T pick(List<T> list) {
    return new ArrayList<>(list).get(random.nextInt(list.size()));
  }
}
