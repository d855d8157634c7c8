package io.shoken.ingest;

import io.shoken.core.UserException;
import io.shoken.ingest.ReportColumn.Group;
import io.shoken.ingest.csv.CsvRecord;
import io.shoken.ingest.csv.DamagedFileException;
import io.shoken.ingest.csv.Dialect;
import io.shoken.ingest.csv.Lines;
import io.shoken.ingest.csv.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/**
 * Checks the input on the driver: each file exists, its header is valid; reads the volumes to leave
 * out. It reads only the beginning of a file of reports.
 */
final class Inputs {
  private static final int MAX_HEADER_BYTES = 1 << 16;
  private static final int MAX_ID_BYTES = 1 << 10;
  private static final int MAX_EXCLUDED = 5_000_000;

  private final IngestSettings settings;
  private final IngestOptions options;
  private final Configuration hadoop;

  Inputs(IngestSettings settings, IngestOptions options, Configuration hadoop) {
    this.settings = settings;
    this.options = options;
    this.hadoop = hadoop;
  }

  /** Hashes of all files, in order, with what else of them shapes the result. */
  List<String> fingerprint() {
    List<String> parts = new ArrayList<>();
    options.reports().forEach(file -> parts.add(fingerprint("reports", file)));
    options.labels().forEach(file -> parts.add(fingerprint("labels", file)));
    options.excludes().forEach(file -> parts.add(fingerprint("exclude", file)));
    return parts;
  }

  private String fingerprint(String kind, String file) {
    SourceFiles.check(file, "--" + kind, hadoop);
    return kind + " " + SourceFiles.nameOf(file) + " " + SourceFiles.hash(file, hadoop);
  }

  /**
   * The report files, in order.
   *
   * @throws UserException (input) if one is missing or has a wrong header
   */
  List<Source> reports() {
    List<Source> sources = new ArrayList<>();
    for (String file : options.reports()) {
      ReportHeader header = ReportHeader.of(header(file, "--reports"), settings.columns());
      String model = settings.importModel().orElseGet(() -> SourceFiles.nameOf(file));
      ReportMapper mapper =
          new ReportMapper(header, model, settings.maxTextChars(), Set.copyOf(settings.notGiven()));
      sources.add(new Source(inputFile(sources.size(), file), mapper));
    }
    return sources;
  }

  /** Whether what a file becomes depends on the English reports of the warehouse. */
  static boolean isJapaneseOnly(Source source) {
    return source.mapper() instanceof ReportMapper mapper && !mapper.header().has(Group.ENGLISH);
  }

  /** The label files, in order; throws as {@link #reports}. */
  List<Source> labels() {
    List<Source> sources = new ArrayList<>();
    for (String file : options.labels()) {
      LabelHeader header = LabelHeader.of(header(file, "--labels"), settings.columns());
      sources.add(new Source(inputFile(sources.size(), file), new LabelMapper(header)));
    }
    return sources;
  }

  /** The volumes to leave out, without {@code .nii.gz}. */
  Set<String> excluded() {
    Set<String> volumes = new TreeSet<>();
    for (String file : options.excludes()) {
      SourceFiles.check(file, "--exclude", hadoop);
      try (InputStream in = SourceFiles.open(file, settings.encoding(), hadoop)) {
        Lines lines = new Lines(in, MAX_ID_BYTES);
        for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
          addVolume(volumes, file, line);
        }
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return volumes;
  }

  private static void addVolume(Set<String> volumes, String file, Lines.Line line) {
    String volume = new String(line.bytes(), StandardCharsets.UTF_8).strip();
    if (line.tooLong() || volume.indexOf(',') >= 0) {
      throw UserException.input(
          file + ", row " + line.number() + ": not one volume's name; wanted one a line");
    }
    if (!volume.isEmpty() && !volume.startsWith("#")) {
      volumes.add(io.shoken.domain.ScanId.withoutEnding(volume));
    }
    if (volumes.size() > MAX_EXCLUDED) {
      throw UserException.input(file + ": over " + MAX_EXCLUDED + " volumes to exclude");
    }
  }

  private InputFile inputFile(int index, String file) {
    String location = SourceFiles.located(file, hadoop);
    return new InputFile(index, file, location, options.split().orElse(null), dialect(file));
  }

  private HeaderNames header(String file, String option) {
    SourceFiles.check(file, option, hadoop);
    try (InputStream in = SourceFiles.open(file, settings.encoding(), hadoop)) {
      CsvRecord record = new RecordReader(in, 0, MAX_HEADER_BYTES, dialect(file)).next();
      if (record == null) {
        throw UserException.input(file + " is empty; wanted a header and rows of CSV");
      }
      if (record instanceof CsvRecord.Broken broken) {
        throw UserException.input(
            file + ", row 1: the header is no CSV (" + broken.detail() + "); correct its quotes");
      }
      return new HeaderNames(file, decode(file, ((CsvRecord.Fields) record).values()));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** How a file writes its records, by its first line and the settings. */
  private Dialect dialect(String file) {
    try (InputStream in = SourceFiles.open(file, settings.encoding(), hadoop)) {
      Lines.Line line = new Lines(in, MAX_HEADER_BYTES).next();
      String first = line == null ? "" : new String(line.bytes(), StandardCharsets.UTF_8);
      return Dialect.of(first, settings.encoding(), settings.separator(), settings.escape());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static List<String> decode(String file, List<byte[]> fields) {
    List<String> names = new ArrayList<>();
    for (byte[] field : fields) {
      try {
        names.add(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(field)).toString());
      } catch (CharacterCodingException e) {
        throw UserException.input(
            file + ", row 1: the header is not UTF-8; set ingest.encoding (cp932 for Shift_JIS)");
      }
    }
    return names;
  }

  private static UserException unreadable(String file, IOException e) {
    return e instanceof DamagedFileException
        ? UserException.input(file + ": " + e.getMessage() + "; get the file again")
        : SourceFiles.unreachable(file, e);
  }
}
