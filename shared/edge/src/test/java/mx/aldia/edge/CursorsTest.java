package mx.aldia.edge;

import static mx.aldia.edge.Calls.call;
import static mx.aldia.edge.Calls.event;
import static mx.aldia.edge.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mx.aldia.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
  private static final TenantId ONE = new TenantId("ten_1");

  private final Cursors cursors = new Cursors(() -> "a key".getBytes(StandardCharsets.UTF_8));

  private final Route numbers =
      Route.get(
          "/v1/numbers",
          "invoices:read",
          request -> {
            var listing = Listing.of(request, cursors, "numbers");
            return Response.of(
                request.query().read(() -> listing),
                it ->
                    Response.page(
                        it.page(numbersAfter(it), String::valueOf),
                        number -> new JsonObject().integer("n", number)));
          });

  private static List<Integer> numbersAfter(Listing listing) {
    int from = listing.after().map(Integer::parseInt).orElse(0) + 1;
    return IntStream.rangeClosed(from, 25).limit(listing.limit() + 1L).boxed().toList();
  }

  @Test
  void a_list_is_walked_to_its_end_without_loss_or_repetition() {
    var seen = new ArrayList<Integer>();
    var path = "/v1/numbers?limit=10";
    for (int page = 0; page < 3; page++) {
      var answer = json(call(numbers, event("GET", path)));
      answer.path("data").forEach(it -> seen.add(it.path("n").intValue()));
      assertThat(answer.path("has_more").booleanValue()).isEqualTo(page < 2);
      path = "/v1/numbers?limit=10&starting_after=" + answer.path("next").asText();
    }

    assertThat(seen).isEqualTo(IntStream.rangeClosed(1, 25).boxed().toList());
  }

  @Test
  void the_last_page_has_no_next() {
    var answer = json(call(numbers, event("GET", "/v1/numbers")));

    assertThat(answer.path("has_more").booleanValue()).isFalse();
    assertThat(answer.path("next").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=a",
        "limit=1.5",
        "starting_after=x",
        "starting_after=AAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "starting_after=%C3%B1",
        "page=2"
      })
  void what_no_list_understands_is_422(String query) {
    assertThat(call(numbers, event("GET", "/v1/numbers?" + query)).getStatusCode()).isEqualTo(422);
  }

  @Test
  void a_cursor_serves_one_tenant_and_one_list() {
    var cursor = cursors.seal(ONE, "invoices open", "pos");

    assertThat(cursors.open(ONE, "invoices open", cursor)).contains("pos");
    assertThat(cursors.open(new TenantId("ten_2"), "invoices open", cursor)).isEmpty();
    assertThat(cursors.open(ONE, "invoices paid", cursor)).isEmpty();
    assertThat(
            new Cursors(() -> "another".getBytes(StandardCharsets.UTF_8))
                .open(ONE, "invoices open", cursor))
        .isEmpty();
  }
}
