package io.shoken.text.japanese.mecab;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A big-endian file of numbers, read front to back in arrays. */
final class Resource implements Closeable {
  private static final int CHUNK = 1 << 16;

  private final DataInputStream in;
  private final byte[] chunk = new byte[CHUNK];

  private Resource(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, CHUNK));
  }

  static Resource open(Class<?> beside, String name) throws IOException {
    InputStream in = beside.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("no resource " + name + " beside " + beside.getName());
    }
    return new Resource(in);
  }

  boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  int readInt() throws IOException {
    return in.readInt();
  }

  /** Fills every {@code step}-th place of the array, beginning at {@code first}. */
  void readInts(int[] into, int first, int step) throws IOException {
    int at = first;
    for (int left = (into.length - first + step - 1) / step; left > 0; ) {
      int n = Math.min(CHUNK / Integer.BYTES, left);
      ByteBuffer bytes = next(n * Integer.BYTES);
      for (int i = 0; i < n; i++, at += step) {
        into[at] = bytes.getInt();
      }
      left -= n;
    }
  }

  int[] readInts(int count) throws IOException {
    int[] ints = new int[count];
    readInts(ints, 0, 1);
    return ints;
  }

  short[] readShorts(int count) throws IOException {
    short[] shorts = new short[count];
    for (int done = 0; done < count; ) {
      int n = Math.min(CHUNK / Short.BYTES, count - done);
      next(n * Short.BYTES).asShortBuffer().get(shorts, done, n);
      done += n;
    }
    return shorts;
  }

  char[] readChars(int count) throws IOException {
    char[] chars = new char[count];
    for (int done = 0; done < count; ) {
      int n = Math.min(CHUNK / Character.BYTES, count - done);
      next(n * Character.BYTES).asCharBuffer().get(chars, done, n);
      done += n;
    }
    return chars;
  }

  /** The next bytes of that number, valid until the next read. */
  ByteBuffer next(int bytes) throws IOException {
    in.readFully(chunk, 0, bytes);
    return ByteBuffer.wrap(chunk, 0, bytes);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
