package io.shoken.classifier.bert.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Takes items in groups of a bounded size, works on a group at once, gives results one by one. */
public final class Buffered<T, R> implements Iterator<R> {
  private final Iterator<T> items;
  private final int size;
  private final Function<List<T>, List<R>> work;
  private Iterator<R> ready = List.<R>of().iterator();

  /**
   * @param size most items of a group
   * @param work from a group to as many results, in its order
   * @throws IllegalArgumentException if the size is below 1
   */
  public Buffered(Iterator<T> items, int size, Function<List<T>, List<R>> work) {
    if (size < 1) {
      throw new IllegalArgumentException("a buffer of " + size);
    }
    this.items = items;
    this.size = size;
    this.work = work;
  }

  @Override
  public boolean hasNext() {
    return ready.hasNext() || items.hasNext();
  }

  @Override
  public R next() {
    if (!ready.hasNext()) {
      if (!items.hasNext()) {
        throw new NoSuchElementException();
      }
      List<T> held = new ArrayList<>();
      while (held.size() < size && items.hasNext()) {
        held.add(items.next());
      }
      ready = work.apply(held).iterator();
    }
    return ready.next();
  }
}
