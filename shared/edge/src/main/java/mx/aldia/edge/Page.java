package mx.aldia.edge;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Some of a list.
 *
 * @param next the cursor of what comes after; empty at the end
 */
public record Page<T>(List<T> data, Optional<String> next) {
  public Page {
    data = List.copyOf(data);
  }

  public <R> Page<R> map(Function<? super T, ? extends R> each) {
    return new Page<>(data.stream().<R>map(each).toList(), next);
  }
}
