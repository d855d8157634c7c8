package io.shoken.sandbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@code multipart/form-data} body part by part, keeping none of it in memory. */
final class Multipart {

  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/form-data;.*boundary=\"?([\\w'()+,./:=?-]{1,70})\"?.*");
  private static final Pattern NAME =
      Pattern.compile("(?i)content-disposition:.*\\bname=\"([^\"]*)\".*");
  private static final int MAX_HEADERS = 16_384;

  private final InputStream in;
  private final byte[] delimiter;
  private boolean over;

  private Multipart(InputStream body, String boundary) {
    this.in = new BufferedInputStream(body, 1 << 16);
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Empty if the content type is of another kind. */
  static Optional<Multipart> of(String contentType, InputStream body) throws IOException {
    Matcher matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Multipart multipart = new Multipart(body, matcher.group(1));
    // The first delimiter has no line break before it; what comes before it is no part.
    multipart.copy(OutputStream.nullOutputStream(), 2);
    return Optional.of(multipart);
  }

  /** The next part's field name, empty if there is none; then {@link #content} is to be read. */
  Optional<String> next() throws IOException {
    if (over) {
      return Optional.empty();
    }
    String name = "";
    String line = line();
    if (line.equals("--")) {
      over = true;
      return Optional.empty();
    }
    for (line = line(); !line.isEmpty(); line = line()) {
      Matcher matcher = NAME.matcher(line);
      name = matcher.matches() ? matcher.group(1) : name;
    }
    return Optional.of(name);
  }

  /** Copies the part's content. */
  void content(OutputStream out) throws IOException {
    copy(out, 0);
  }

  /**
   * A delimiter begins with a carriage return and has no other, so that a match that fails can only
   * begin again at the char that broke it.
   */
  private void copy(OutputStream out, int alreadyMatched) throws IOException {
    int matched = alreadyMatched;
    while (matched < delimiter.length) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the body ends within a part");
      }
      if (c == delimiter[matched]) {
        matched++;
      } else {
        out.write(delimiter, 0, matched);
        matched = c == delimiter[0] ? 1 : 0;
        if (matched == 0) {
          out.write(c);
        }
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    while (c != '\n') {
      if (c < 0) {
        over = true;
        return line.indexOf("--") == 0 ? "--" : "";
      }
      if (line.length() >= MAX_HEADERS) {
        throw new IOException("a part's header is too long");
      }
      line.append((char) c);
      c = in.read();
    }
    return line.toString().stripTrailing();
  }
}
