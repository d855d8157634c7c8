package io.shoken.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Writes a composed corpus as files in the CT-RATE shape, with the difficulties of real files: a
 * row a volume, quoted line breaks and quotes, {@code Not given.}, and in the validation split a
 * byte order mark and labels as 0.0/1.0. It streams: memory does not grow with the reports, but for
 * 64 bits a distinct sentence.
 */
public final class ComposeFiles {

  /** The seed of the committed {@code sample-data/}. */
  public static final long SAMPLE_SEED = 2412L;

  /** Every third validation scan is revised, as far as this many. */
  private static final int MAX_REVISED = 150;

  private final Composer composer = new Composer();
  private final Path dir;
  private final long seed;
  private long sentences;

  private ComposeFiles(Path dir, long seed) {
    this.dir = dir;
    this.seed = seed;
  }

  /** What was written: scans, rows of volumes, sentences, and how many of those are distinct. */
  public record Written(long scans, long volumes, long sentences, long distinctSentences) {}

  /**
   * Composes that many scans of the two splits into the folder, which is made if it is missing.
   * Files of an earlier call are replaced.
   *
   * @throws IOException if the folder cannot be written to
   * @throws IllegalArgumentException if a number of scans is negative
   */
  public static Written write(Path dir, long seed, long train, long valid) throws IOException {
    Files.createDirectories(dir);
    return new ComposeFiles(dir, seed).write(train, valid);
  }

  /**
   * As {@link #write(Path, long, long, long)}, with a fifth of the scans for validation and the
   * others for training.
   */
  public static Written write(Path dir, long seed, long reports) throws IOException {
    long valid = reports / 5;
    return write(dir, seed, reports - valid, valid);
  }

  private Written write(long train, long valid) throws IOException {
    try (MemoryFile memory = new MemoryFile(dir.resolve("sentence_memory.tsv"));
        SplitFiles trainFiles = files("train", "train", SplitFiles.Style.PLAIN);
        SplitFiles validFiles = files("validation", "valid", SplitFiles.Style.SPREADSHEET);
        RevisedFile revised =
            new RevisedFile(dir.resolve("valid_reports_ja.csv"), composer.edits())) {
      for (Iterator<Scan> scans = scans("train", train); scans.hasNext(); ) {
        add(scans.next(), trainFiles, memory);
      }
      long number = 0;
      for (Iterator<Scan> scans = scans("valid", valid); scans.hasNext(); number++) {
        Scan scan = scans.next();
        add(scan, validFiles, memory);
        if (number % 3 == 0 && number / 3 < MAX_REVISED) {
          revised.add(scan, Dice.of(seed, "revised", number));
        }
      }
      long volumes = trainFiles.volumes() + validFiles.volumes();
      return new Written(train + valid, volumes, sentences, memory.size());
    }
  }

  private Iterator<Scan> scans(String split, long count) {
    return composer.compose(seed, split, count).iterator();
  }

  /** CT-RATE calls the second split validation in one file name and valid in all others. */
  private SplitFiles files(String ofReports, String split, SplitFiles.Style style)
      throws IOException {
    return new SplitFiles(
        dir.resolve(ofReports + "_reports.csv"),
        dir.resolve(split + "_predicted_labels.csv"),
        dir.resolve("no_chest_" + split + ".txt"),
        style);
  }

  private void add(Scan scan, SplitFiles files, MemoryFile memory) throws IOException {
    files.add(scan);
    for (Sentence sentence : scan.sentences().toList()) {
      memory.add(sentence);
      sentences++;
    }
  }
}
