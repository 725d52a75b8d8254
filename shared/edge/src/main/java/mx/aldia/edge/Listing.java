package mx.aldia.edge;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mx.aldia.domain.tenant.TenantId;

/**
 * What a caller asks of a list: how many, and after which.
 *
 * <pre>{@code
 * var listing = Listing.of(request, cursors, "invoices");
 * var state = request.query().text("state").optional();
 * return Response.of(request.query().read(() -> listing),
 *     it -> Response.page(it.page(invoices.list(tenant, it.limit() + 1, it.after()), Head::key), ...));
 * }</pre>
 */
public final class Listing {
  private static final long MOST = 100;
  private static final long DEFAULT = 100;

  private final TenantId tenant;
  private final String list;
  private final Cursors cursors;
  private final int limit;
  private final Optional<String> after;

  private Listing(
      TenantId tenant, String list, Cursors cursors, int limit, Optional<String> after) {
    this.tenant = tenant;
    this.list = list;
    this.cursors = cursors;
    this.limit = limit;
    this.after = after;
  }

  /**
   * Reads {@code limit} and {@code starting_after}; what is wrong is a fault of the query.
   *
   * @param list the list and its filters, whatever makes a position meaningless elsewhere
   */
  public static Listing of(Request request, Cursors cursors, String list) {
    var query = request.query();
    long limit = query.integer("limit", 1, MOST).orElse(DEFAULT);
    var after =
        query
            .text("starting_after")
            .max(2000)
            .as(it -> cursors.open(request.tenant(), list, it), "bad_cursor", "")
            .optional();
    return new Listing(request.tenant(), list, cursors, (int) limit, after);
  }

  /** 1 to 100. */
  public int limit() {
    return limit;
  }

  /** The position, as the store gave it, after which to go on. */
  public Optional<String> after() {
    return after;
  }

  /**
   * A page of what a store found.
   *
   * @param found one more than {@link #limit} where there is more
   * @param position where the store goes on after an element
   */
  public <T> Page<T> page(List<T> found, Function<? super T, String> position) {
    if (found.size() <= limit) {
      return new Page<>(found, Optional.empty());
    }
    var data = found.subList(0, limit);
    return page(data, Optional.of(position.apply(data.getLast())));
  }

  /** A page whose store says itself where to go on. */
  public <T> Page<T> page(List<T> data, Optional<String> position) {
    return new Page<>(data, position.map(it -> cursors.seal(tenant, list, it)));
  }
}
