package mx.aldia.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many do something at the same moment. */
final class AtOnce {
  private AtOnce() {}

  static <T> List<T> times(int times, IntFunction<T> deed) {
    var deeds = IntStream.range(0, times).<Callable<T>>mapToObj(i -> () -> deed.apply(i)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new ArrayList<T>();
      for (var future : threads.invokeAll(deeds)) {
        done.add(future.get());
      }
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  static <T> void each(List<T> all, Consumer<T> deed) {
    times(
        all.size(),
        i -> {
          deed.accept(all.get(i));
          return i;
        });
  }
}
