package mx.aldia.table;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Made when it is first asked for, and then kept: not before a snapshot of the function is taken.
 */
final class OnFirstUse<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable T made;

  OnFirstUse(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    var ready = made;
    if (ready != null) {
      return ready;
    }
    making.lock();
    try {
      ready = made;
      if (ready == null) {
        ready = maker.get();
        made = ready;
      }
      return ready;
    } finally {
      making.unlock();
    }
  }
}
