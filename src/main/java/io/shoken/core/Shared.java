package io.shoken.core;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One instance a key for all tasks of this process. A task takes a lease, uses the value and closes
 * the lease; the first one makes the value, and whether the last one closes it is a matter of
 * {@link Idle}. Thread-safe; a value is made under the lock, so that no two tasks make it at once.
 *
 * <p>For example, four tasks of an executor that read with one BERT take four leases of one model.
 * With {@link Idle#KEEP} the next four find it loaded still, until {@link #closeIdle}.
 *
 * @param <K> with {@code equals} and {@code hashCode}
 */
public final class Shared<K, V> {
  /** What becomes of a value without leases. */
  public enum Idle {
    /** It stays for the next lease, until {@link #closeIdle}. */
    KEEP,
    /** The last lease closes it. */
    CLOSE
  }

  /** A share in a value; closing it twice counts once. */
  public final class Lease implements AutoCloseable {
    private final K key;
    private final Held<V> held;
    private boolean closed;

    private Lease(K key, Held<V> held) {
      this.key = key;
      this.held = held;
    }

    public V value() {
      return held.value;
    }

    @Override
    public void close() {
      synchronized (all) {
        if (!closed) {
          closed = true;
          held.leases--;
          if (held.leases == 0 && idle == Idle.CLOSE) {
            all.remove(key);
            closer.accept(held.value);
          }
        }
      }
    }
  }

  private static final class Held<V> {
    private final V value;
    private int leases;

    Held(V value) {
      this.value = value;
    }
  }

  private final Map<K, Held<V>> all = new HashMap<>();
  private final Idle idle;
  private final Consumer<V> closer;

  /**
   * @param closer frees a value
   */
  public Shared(Idle idle, Consumer<V> closer) {
    this.idle = idle;
    this.closer = closer;
  }

  /**
   * A lease of the key's value.
   *
   * @param open makes the value if there is none; what it throws is passed on, and nothing is held
   */
  public Lease take(K key, Function<K, V> open) {
    synchronized (all) {
      Held<V> held = all.get(key);
      if (held == null) {
        held = new Held<>(open.apply(key));
        all.put(key, held);
      }
      held.leases++;
      return new Lease(key, held);
    }
  }

  /** Closes the values without leases whose keys are so. */
  public void closeIdle(Predicate<K> which) {
    synchronized (all) {
      Iterator<Map.Entry<K, Held<V>>> entries = all.entrySet().iterator();
      while (entries.hasNext()) {
        Map.Entry<K, Held<V>> entry = entries.next();
        if (entry.getValue().leases == 0 && which.test(entry.getKey())) {
          entries.remove();
          closer.accept(entry.getValue().value);
        }
      }
    }
  }

  /** How many values there are, leased or idle. */
  public int size() {
    synchronized (all) {
      return all.size();
    }
  }
}
