package io.shoken.ingest.csv;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.io.compress.DecompressorStream;
import org.apache.hadoop.io.compress.zlib.BuiltInGzipDecompressor;

/**
 * Unzips gzip of one or more members and tells a broken file from a file system that fails.
 * Hadoop's reader is used because {@link java.util.zip.GZIPInputStream} ends silently after a
 * member where the stream below says that nothing is available just then, as remote ones do.
 */
public final class Gunzip extends InputStream {
  private static final int BUFFER = 1 << 16;

  private final Stored stored;
  private final InputStream unzipped;

  public Gunzip(InputStream in) throws IOException {
    this.stored = new Stored(in);
    this.unzipped = new DecompressorStream(stored, new BuiltInGzipDecompressor(), BUFFER);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return unzipped.read(bytes, offset, length);
    } catch (EOFException e) {
      throw stored.failed ? e : new DamagedFileException("it is cut off: its gzip has no end", e);
    } catch (IOException e) {
      throw stored.failed ? e : new DamagedFileException("its gzip is damaged", e);
    }
  }

  @Override
  public void close() throws IOException {
    unzipped.close();
  }

  /** Remembers whether it was the file system that failed. */
  private static final class Stored extends FilterInputStream {
    private boolean failed;

    Stored(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }
  }
}
