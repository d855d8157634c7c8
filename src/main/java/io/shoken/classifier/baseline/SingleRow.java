package io.shoken.classifier.baseline;

import io.shoken.core.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.schema.MessageType;

/**
 * Reads the Parquet file of one row in which Spark MLlib stores what a stage has learnt, as plain
 * groups and values. Spark's own reader takes types from the file's footer, and a user-defined type
 * there names a class that Spark instantiates; this one knows no classes.
 *
 * <p>Memory is bounded: a file, a page or a column beyond {@link #MOST_BYTES} or {@link
 * #MOST_VALUES} is refused before it is unpacked, whatever the footer says.
 */
final class SingleRow {
  /** A vocabulary of 65,536 n-grams has 1 MB; the weights of five such take 2.6 MB. */
  static final int MOST_BYTES = 64 << 20;

  private static final long MOST_VALUES = 4 << 20;

  private SingleRow() {}

  /**
   * @throws UserException (INPUT) if the file is damaged, has other than one row, or is too large
   */
  static Group read(String file, Configuration configuration) {
    var options =
        HadoopReadOptions.builder(configuration)
            .withCodecFactory(new BoundedCodecs(configuration))
            .build();
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), configuration), options)) {
      requireSmall(file, reader);
      MessageType schema = reader.getFileMetaData().getSchema();
      PageReadStore pages = reader.readNextRowGroup();
      return new ColumnIOFactory()
          .getColumnIO(schema)
          .getRecordReader(pages, new GroupRecordConverter(schema))
          .read();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    } catch (UserException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UserException(
          UserException.Kind.INPUT, file + " is damaged; copy the model folder again", e);
    }
  }

  private static void requireSmall(String file, ParquetFileReader reader) {
    if (reader.getRowGroups().size() != 1 || reader.getRecordCount() != 1) {
      throw UserException.input(file + " must have one row, as Spark MLlib writes it");
    }
    BlockMetaData rows = reader.getRowGroups().get(0);
    long values = rows.getColumns().stream().mapToLong(ColumnChunkMetaData::getValueCount).sum();
    if (rows.getTotalByteSize() > MOST_BYTES || values > MOST_VALUES) {
      throw tooLarge(file + " has " + values + " values");
    }
  }

  private static UserException tooLarge(String what) {
    return UserException.input(
        what + "; at most " + MOST_VALUES + " of " + MOST_BYTES + " bytes are read");
  }

  /** Parquet's codecs, with a limit on what a page may unpack to. */
  private static final class BoundedCodecs implements CompressionCodecFactory {
    private final CodecFactory codecs;

    BoundedCodecs(Configuration configuration) {
      this.codecs = new CodecFactory(configuration, 1 << 16);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
      return codecs.getCompressor(name);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
      return new Bounded(codecs.getDecompressor(name));
    }

    @Override
    public void release() {
      codecs.release();
    }
  }

  private record Bounded(CompressionCodecFactory.BytesInputDecompressor codec)
      implements CompressionCodecFactory.BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return codec.decompress(bytes, checked(size));
    }

    @Override
    public void decompress(ByteBuffer in, int from, ByteBuffer out, int size) throws IOException {
      codec.decompress(in, from, out, checked(size));
    }

    private static int checked(int size) {
      if (size < 0 || size > MOST_BYTES) {
        throw tooLarge("a page of a model's file unpacks to " + size + " bytes");
      }
      return size;
    }

    @Override
    public void release() {
      codec.release();
    }
  }
}
