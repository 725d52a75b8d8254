package mx.aldia.reading;

import java.util.List;
import java.util.function.Function;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Page;

/** Pages of a list that one partition holds whole. */
final class InMemory {
  private InMemory() {}

  /**
   * The page that was asked for.
   *
   * @param position of an element; unique in the list
   */
  static <T> Page<T> page(Listing listing, List<T> all, Function<T, String> position) {
    var after = listing.after();
    int from = 0;
    if (after.isPresent()) {
      while (from < all.size() && !position.apply(all.get(from)).equals(after.get())) {
        from++;
      }
      from = Math.min(from + 1, all.size());
    }
    var rest = all.subList(from, Math.min(from + listing.limit() + 1, all.size()));
    return listing.page(rest, position);
  }
}
