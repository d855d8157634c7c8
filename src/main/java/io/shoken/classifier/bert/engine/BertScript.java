package io.shoken.classifier.bert.engine;

import io.shoken.classifier.bert.weights.BertConfig;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Archives the TorchScript source {@code bert/bert.py} the way {@code torch.jit.save} lays an
 * archive out: a zip of stored entries with the source, and a pickle of one object whose attributes
 * are the model's settings. So the function can be read and changed as text, and no Python is
 * needed to build it.
 */
final class BertScript {
  private static final String SOURCE = "/bert/bert.py";
  private static final long ZIP_EPOCH = 315_532_800_000L; // 1980-01-01, the least a zip can say

  private BertScript() {}

  /** The archive for a model of that shape, working in that precision. */
  static byte[] archive(BertConfig config, Precision precision) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("training", true);
    attributes.put("layers", config.layers());
    attributes.put("heads", config.heads());
    attributes.put("pad", config.padId());
    attributes.put("eps", config.layerNormEps());
    attributes.put("hidden_dropout", config.dropout().hidden());
    attributes.put("attention_dropout", config.dropout().attention());
    attributes.put("head_dropout", config.dropout().head());
    attributes.put("activation", config.activation().key());
    attributes.put("bf16", precision == Precision.BF16);
    attributes.put("held", Map.of());
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("data.pkl", pickle(attributes));
    entries.put("code/__torch__.py", source());
    entries.put("constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
    entries.put("version", ascii("10\n"));
    entries.put("byteorder", ascii("little"));
    return zip(entries);
  }

  private static byte[] source() {
    try (InputStream in = BertScript.class.getResourceAsStream(SOURCE)) {
      if (in == null) {
        throw new IllegalStateException(SOURCE + " is missing from the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One object of class {@code __torch__.Bert}, in pickle protocol 2. */
  private static byte[] pickle(Map<String, Object> attributes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(new byte[] {(byte) 0x80, 2});
      out.write(ascii("c__torch__\nBert\n"));
      out.write(')');
      out.write(0x81); // NEWOBJ, with the empty tuple
      out.write(ascii("}("));
      for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
        string(out, attribute.getKey());
        value(out, attribute.getValue());
      }
      out.write(ascii("ub."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void value(DataOutputStream out, Object value) throws IOException {
    if (value instanceof Boolean flag) {
      out.write(flag ? 0x88 : 0x89);
    } else if (value instanceof Integer number) {
      out.write('J');
      out.writeInt(Integer.reverseBytes(number));
    } else if (value instanceof Double number) {
      out.write('G');
      out.writeDouble(number);
    } else if (value instanceof String text) {
      string(out, text);
    } else if (value instanceof Map<?, ?> map && map.isEmpty()) {
      out.write('}');
    } else {
      throw new IllegalArgumentException("cannot be an attribute: " + value);
    }
  }

  private static void string(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    out.writeInt(Integer.reverseBytes(utf8.length));
    out.write(utf8);
  }

  /** PyTorch maps the entries, so they are stored, not deflated. */
  private static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> e : entries.entrySet()) {
        ZipEntry entry = new ZipEntry("bert/" + e.getKey());
        CRC32 crc = new CRC32();
        crc.update(e.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(e.getValue().length);
        entry.setCrc(crc.getValue());
        entry.setTime(ZIP_EPOCH);
        zip.putNextEntry(entry);
        zip.write(e.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
