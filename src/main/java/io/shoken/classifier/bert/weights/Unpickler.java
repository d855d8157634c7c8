package io.shoken.classifier.bert.weights;

import io.shoken.classifier.folder.Trusted;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickle of a PyTorch checkpoint. A pickle is a program that may call anything; this
 * reader knows the few names that a table of tensors needs, builds plain values for them, and
 * refuses every other name and every other instruction. Nothing is loaded, called or looked up.
 *
 * <p>The instructions are those of protocol 2 (PEP 307), which {@code torch.save} writes. Memory
 * stays within a small multiple of the pickle's length: each instruction adds one value; values are
 * shared, and the shapes that are copied have at most eight dimensions.
 */
final class Unpickler {

  /** Why a pickle is refused, in words for a user. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /** A function or a kind of storage that the pickle asks for: module, dot, name. */
  private record Name(String name) {}

  /** Where the values of some tensors lie: an entry of the archive. */
  record Storage(String key, Dtype dtype, long size) {}

  /** A view of a storage; offset and strides count values. */
  record Tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {}

  private static final String ORDERED_DICT = "collections.OrderedDict";
  private static final String REBUILD = "torch._utils._rebuild_tensor_v2";
  private static final String PARAMETER = "torch._utils._rebuild_parameter";

  /** A tensor of a BERT has two dimensions at most. */
  private static final int MOST_DIMENSIONS = 8;

  /** Python's None. */
  private static final Object NONE = new Object();

  private final ByteBuffer in;
  private final Deque<List<Object>> marked = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private List<Object> stack = new ArrayList<>();

  private Unpickler(byte[] pickle) {
    in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The tensors of a pickled {@code state_dict} by name.
   *
   * @throws Refused if the pickle asks for anything else, or is broken
   */
  static Map<String, Tensor> tensors(byte[] pickle) {
    try {
      return new Unpickler(pickle).run();
    } catch (BufferUnderflowException e) {
      throw new Refused("the pickle ends in the middle");
    } catch (ClassCastException | IndexOutOfBoundsException e) {
      throw new Refused("the pickle puts values where they do not belong");
    }
  }

  private Map<String, Tensor> run() {
    int op = in.get() & 0xff;
    while (op != '.') {
      step(op);
      op = in.get() & 0xff;
    }
    if (!(pop() instanceof Map<?, ?> top)) {
      throw new Refused("the pickle holds no table of tensors");
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    top.forEach(
        (name, value) -> {
          if (!(value instanceof Tensor tensor)) {
            throw new Refused(Json.shown((String) name) + " is no tensor");
          }
          tensors.put((String) name, tensor);
        });
    return tensors;
  }

  private void step(int op) {
    switch (op) {
      case 0x80 -> requireProtocol(in.get());
      case 'c' -> push(global(line() + "." + line()));
      case 'q' -> memo.put(in.get() & 0xff, top());
      case 'r' -> memo.put(in.getInt(), top());
      case 'h' -> push(remembered(in.get() & 0xff));
      case 'j' -> push(remembered(in.getInt()));
      case '(' -> mark();
      case ')' -> push(List.of());
      case 't' -> push(sinceMark());
      case 0x85 -> push(tuple(1));
      case 0x86 -> push(tuple(2));
      case 0x87 -> push(tuple(3));
      case '}' -> push(new LinkedHashMap<String, Object>());
      case 's' -> set(tuple(2));
      case 'u' -> set(sinceMark());
      case 'X' -> push(text(in.getInt()));
      case 'K' -> push((long) (in.get() & 0xff));
      case 'M' -> push((long) (in.getShort() & 0xffff));
      case 'J' -> push((long) in.getInt());
      case 0x8a -> push(longNumber(in.get() & 0xff));
      case 'G' -> push(in.order(ByteOrder.BIG_ENDIAN).getDouble());
      case 'N' -> push(NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'Q' -> push(storage((List<?>) pop()));
      case 'R' -> reduce();
      case 'b' -> pop(); // state_dict's own notes (_metadata): read as plain values, not kept
      default ->
          throw new Refused(
              String.format("the pickle's instruction 0x%02x is none that tensors need", op));
    }
    in.order(ByteOrder.LITTLE_ENDIAN);
  }

  private void requireProtocol(byte version) {
    if (version != 2) {
      throw new Refused("the pickle has protocol " + version + "; torch.save writes 2");
    }
  }

  private static Name global(String name) {
    if (!Trusted.PICKLED_FUNCTIONS.contains(name) && !Trusted.PICKLED_STORAGES.contains(name)) {
      throw new Refused(
          "the pickle asks for "
              + Json.shown(name)
              + ", which no table of tensors needs; it was not run. Do not trust this file");
    }
    return new Name(name);
  }

  private void reduce() {
    List<?> arguments = (List<?>) pop();
    String function = ((Name) pop()).name();
    if (function.equals(ORDERED_DICT) && arguments.isEmpty()) {
      push(new LinkedHashMap<String, Object>());
    } else if (function.equals(REBUILD) && arguments.size() >= 4) {
      push(
          new Tensor(
              (Storage) arguments.get(0),
              (Long) arguments.get(1),
              numbers(arguments.get(2)),
              numbers(arguments.get(3))));
    } else if (function.equals(PARAMETER) && arguments.size() == 3) {
      push((Tensor) arguments.get(0));
    } else {
      throw new Refused("the pickle calls " + function + " with " + arguments.size() + " values");
    }
  }

  /** A shape or strides. Copied for each tensor, so its length is bounded first. */
  private static List<Long> numbers(Object tuple) {
    List<?> numbers = (List<?>) tuple;
    if (numbers.size() > MOST_DIMENSIONS) {
      throw new Refused("the pickle has a tensor of " + numbers.size() + " dimensions");
    }
    return numbers.stream().map(Long.class::cast).toList();
  }

  /** The persistent id of a storage: ("storage", its type, its entry, device, size). */
  private static Storage storage(List<?> id) {
    String kind = ((Name) id.get(1)).name();
    if (id.size() != 5
        || !"storage".equals(id.get(0))
        || !Trusted.PICKLED_STORAGES.contains(kind)) {
      throw new Refused("the pickle names a storage of an unknown kind");
    }
    return new Storage((String) id.get(2), dtype(kind), (Long) id.get(4));
  }

  private static Dtype dtype(String storage) {
    return switch (storage) {
      case "torch.FloatStorage" -> Dtype.F32;
      case "torch.HalfStorage" -> Dtype.F16;
      case "torch.BFloat16Storage" -> Dtype.BF16;
      case "torch.DoubleStorage" -> Dtype.F64;
      case "torch.LongStorage" -> Dtype.I64;
      case "torch.IntStorage" -> Dtype.I32;
      case "torch.ShortStorage" -> Dtype.I16;
      case "torch.CharStorage" -> Dtype.I8;
      case "torch.ByteStorage" -> Dtype.U8;
      case "torch.BoolStorage" -> Dtype.BOOL;
      default -> throw new IllegalStateException(storage + " is listed, but has no dtype");
    };
  }

  @SuppressWarnings("unchecked") // only this reader makes maps, all of this type
  private void set(List<Object> pairs) {
    Map<String, Object> target = (Map<String, Object>) top();
    for (int i = 0; i < pairs.size(); i += 2) {
      target.put((String) pairs.get(i), pairs.get(i + 1));
    }
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object pop() {
    return stack.remove(stack.size() - 1);
  }

  private Object top() {
    return stack.get(stack.size() - 1);
  }

  private List<Object> tuple(int size) {
    List<Object> last = stack.subList(stack.size() - size, stack.size());
    List<Object> tuple = List.copyOf(last);
    last.clear();
    return tuple;
  }

  private void mark() {
    marked.push(stack);
    stack = new ArrayList<>();
  }

  private List<Object> sinceMark() {
    if (marked.isEmpty()) {
      throw new Refused("the pickle closes what it did not open");
    }
    List<Object> values = List.copyOf(stack);
    stack = marked.pop();
    return values;
  }

  private Object remembered(int place) {
    Object value = memo.get(place);
    if (value == null) {
      throw new Refused("the pickle recalls a value that it did not keep");
    }
    return value;
  }

  private String line() {
    int start = in.position();
    while (in.get() != '\n') {
      // Read up to the line feed; an end before it is an underflow.
    }
    int length = in.position() - 1 - start;
    return new String(in.array(), start, length, StandardCharsets.UTF_8);
  }

  private String text(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new Refused("the pickle ends in the middle");
    }
    byte[] utf8 = new byte[length];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** A little-endian number of that many bytes, in two's complement. */
  private Long longNumber(int bytes) {
    if (bytes > 8) {
      throw new Refused("the pickle holds a number of " + bytes + " bytes");
    }
    long value = 0;
    long last = 0;
    for (int i = 0; i < bytes; i++) {
      last = in.get();
      value |= (last & 0xff) << (8 * i);
    }
    return bytes < 8 && last < 0 ? value - (1L << (8 * bytes)) : value;
  }
}
