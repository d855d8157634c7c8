package io.shoken.ingest;

import io.shoken.ingest.csv.Cause;
import io.shoken.ingest.csv.CsvRecord;
import io.shoken.ingest.csv.DamagedFileException;
import io.shoken.ingest.csv.Encoding;
import io.shoken.ingest.csv.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Iterates over all rows of one file, kept and rejected, reading as it goes. Every record after the
 * header gives exactly one row; a file that cannot be read to its end gives a last row that says
 * so. Not thread-safe.
 */
final class RecordRows implements Iterator<Row>, AutoCloseable {
  private final InputFile file;
  private final RowMapper mapper;
  private final InputStream in;
  private final RecordReader records;
  private Row next;
  private boolean damaged;

  private RecordRows(InputFile file, RowMapper mapper, InputStream in, int maxRecordBytes) {
    this.file = file;
    this.mapper = mapper;
    this.in = in;
    this.records = new RecordReader(in, mapper.columns(), maxRecordBytes, file.dialect());
  }

  /** Opens the file and passes its header. */
  static RecordRows open(
      InputFile file, RowMapper mapper, int maxRecordBytes, Configuration hadoop) {
    InputStream in = null;
    try {
      in = SourceFiles.open(file.location(), file.dialect().encoding(), hadoop);
      RecordRows rows = new RecordRows(file, mapper, in, maxRecordBytes);
      rows.records.next();
      rows.advance();
      return rows;
    } catch (IOException e) {
      closeQuietly(in, e);
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Row next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Row row = next;
    advance();
    return row;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void advance() {
    try {
      CsvRecord record = damaged ? null : records.next();
      next = record == null ? null : row(record);
    } catch (DamagedFileException e) {
      damaged = true;
      next = row(RowMapper.DAMAGED, null, e.getMessage(), 0, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Row row(CsvRecord record) {
    if (record instanceof CsvRecord.Broken broken) {
      return rejected(broken.line(), broken.cause(), broken.detail());
    }
    CsvRecord.Fields fields = (CsvRecord.Fields) record;
    int size = fields.values().size();
    if (size != mapper.columns()) {
      String detail = size + " fields; the header has " + mapper.columns();
      return rejected(fields.line(), Cause.MISSING_COLUMN, detail);
    }
    List<String> texts = new ArrayList<>();
    for (byte[] field : fields.values()) {
      try {
        texts.add(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(field)).toString());
      } catch (CharacterCodingException e) {
        String detail = "field " + (texts.size() + 1) + notInEncoding(field);
        return rejected(fields.line(), Cause.INVALID_UTF8, detail);
      }
    }
    RowOutcome outcome = mapper.map(file, texts);
    if (outcome instanceof RowOutcome.Rejected rejected) {
      return rejected(fields.line(), rejected.cause(), rejected.detail());
    }
    Map<String, Object> values = ((RowOutcome.Kept) outcome).values();
    return row(RowMapper.KEPT, null, null, fields.line(), values);
  }

  private String notInEncoding(byte[] field) {
    Encoding encoding = file.dialect().encoding();
    if (encoding != Encoding.AUTO && encoding != Encoding.UTF_8) {
      return " holds bytes that are not " + encoding.charset().name();
    }
    String not = " holds bytes that are not UTF-8";
    return isJapaneseInCp932(field)
        ? not + "; they are Japanese in CP932 (Shift_JIS): set ingest.encoding=cp932"
        : not;
  }

  /** Whether the bytes are CP932 throughout, with kana or two characters of kanji. */
  private static boolean isJapaneseInCp932(byte[] field) {
    try {
      String text = Encoding.CP932.charset().newDecoder().decode(ByteBuffer.wrap(field)).toString();
      return text.codePoints().filter(c -> c >= 0x3040 && c <= 0x9fff).count() >= 2;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private Row rejected(long line, Cause cause, String detail) {
    return row(RowMapper.REJECTED, cause, detail, line, Map.of());
  }

  private Row row(String status, Cause cause, String detail, long line, Map<String, Object> kept) {
    Map<String, Object> values = new HashMap<>(kept);
    values.put(RowMapper.STATUS, status);
    values.put("cause", cause == null ? null : cause.key());
    values.put("detail", detail);
    values.put("file_index", file.index());
    values.put("source_file", file.path());
    values.put("source_row", line);
    Object[] cells = new Object[mapper.schema().size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = values.get(mapper.schema().fieldNames()[i]);
    }
    return RowFactory.create(cells);
  }

  private static void closeQuietly(InputStream in, IOException reason) {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
