package io.shoken.classifier.bert.weights;

import io.shoken.core.UserException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How a file stores the values of a tensor, by the names that safetensors uses. */
public enum Dtype {
  F32(4),
  F16(2),
  BF16(2),
  F64(8),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U8(1),
  BOOL(1);

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Whether weights may be stored so. */
  boolean readable() {
    return this == F32 || this == F16 || this == BF16 || this == F64;
  }

  static Optional<Dtype> ofName(String name) {
    return Arrays.stream(values()).filter(d -> d.name().equals(name)).findFirst();
  }

  /**
   * Moves all values of {@code from}, little-endian and whole, into {@code to} in 32 bits.
   *
   * @throws UserException (input) if one is no finite number
   */
  void decode(ByteBuffer from, FloatBuffer to) {
    while (from.hasRemaining()) {
      float value =
          switch (this) {
            case F32 -> from.getFloat();
            case F64 -> (float) from.getDouble();
            case F16 -> half(from.getShort());
            case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
            default -> throw new IllegalStateException("weights are not read from " + this);
          };
      if (!Float.isFinite(value)) {
        throw UserException.input("it holds " + value + ", which no trained weight is");
      }
      to.put(value);
    }
  }

  /** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
  private static float half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
