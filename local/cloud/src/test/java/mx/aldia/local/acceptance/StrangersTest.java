package mx.aldia.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.StreamSupport;
import mx.aldia.local.acceptance.Contract.Operation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What belongs to one business does not exist for another, on any route that is documented. */
final class StrangersTest {
  private static final Contract CONTRACT = Contract.read();

  /** Parameters that name a thing by its id. */
  private static final Set<String> FILTERS = Set.of("customer", "invoice", "subject");

  private static Aldia owner;
  private static Aldia stranger;
  private static Things things;

  @BeforeAll
  static void two_businesses() throws InterruptedException {
    owner = Aldia.fiscalBusiness("2026-01-05T15:00:00Z");
    stranger = Aldia.business("2026-01-21T18:00:00Z");
    things = Things.of(owner);
  }

  @Test
  void another_tenants_ids_are_not_found_on_any_route() {
    var before = Snapshot.of(owner.tenant);
    var wrong = new ArrayList<String>();
    int walked = 0;

    for (var operation : CONTRACT.operations()) {
      if (operation.path().startsWith("/v1/") && operation.path().contains("{id}")) {
        var reply = stranger.send(operation.method(), things.path(operation), body(operation));
        walked++;
        if (reply.status() != 404) {
          wrong.add(operation + " answered " + reply.status());
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(walked).isGreaterThan(20);
    assertThat(Snapshot.of(owner.tenant)).isEqualTo(before);
  }

  /** Without this the walk above could ask for what there never was. */
  @Test
  void their_owner_finds_them_all() {
    for (var operation : CONTRACT.operations()) {
      if (operation.method().equals("GET") && operation.path().contains("{id}")) {
        // Nobody asked SAT to cancel it, so it has no acuse yet.
        int found = operation.path().endsWith("/acuse") ? 404 : 200;
        assertThat(owner.get(things.path(operation)).status()).as("%s", operation).isEqualTo(found);
      }
    }
  }

  @Test
  void every_name_in_a_path_is_an_id_or_public() {
    assertThat(CONTRACT.operations())
        .filteredOn(it -> it.path().startsWith("/v1/"))
        .allSatisfy(
            it ->
                assertThat(it.path().replace("{id}", "").replace("{gateway}", ""))
                    .doesNotContain("{"));
  }

  @Test
  void another_tenants_ids_within_a_request_are_refused_where_they_stand() {
    int named = 0;

    for (var operation : CONTRACT.operations()) {
      var alone = operation.method().equals("POST") && !operation.path().contains("{");
      for (var example : alone ? CONTRACT.examples(operation) : new ArrayList<JsonNode>()) {
        var body = things.named(example);
        if (!body.equals(example)) {
          named++;
          var reply = stranger.post(operation.path(), body.toString());
          assertThat(reply.status()).as("%s %s", operation, body).isEqualTo(422);
          assertThat(reply.json().path("errors")).isNotEmpty();
          assertThat(StreamSupport.stream(reply.json().path("errors").spliterator(), false))
              .as("%s", reply.body())
              .allMatch(it -> body.at(it.path("pointer").asText()).asText().contains("_"));
        }
      }
    }

    assertThat(named).isPositive();
    assertThat(stranger.all("/v1/invoices?limit=100")).isEmpty();
    assertThat(stranger.all("/v1/payments?limit=100")).isEmpty();
  }

  @Test
  void a_list_filtered_by_another_tenants_id_is_empty() {
    int asked = 0;

    for (var operation : CONTRACT.operations()) {
      for (var parameter : operation.node().path("parameters")) {
        var name = CONTRACT.followed(parameter).path("name").asText();
        if (FILTERS.contains(name) && !operation.path().contains("{")) {
          var id = things.ids().get(name.equals("customer") ? "customers" : "invoices");
          var path = operation.path() + "?" + name + "=" + id;
          asked++;
          assertThat(stranger.all(path)).as(path).isEmpty();
          assertThat(owner.all(path)).as(path).isNotEmpty();
        }
      }
    }

    assertThat(asked).isGreaterThan(4);
  }

  /** A body that would do for the owner. */
  private static String body(Operation operation) {
    if (operation.method().equals("GET")) {
      return "";
    }
    var examples = CONTRACT.examples(operation);
    return examples.isEmpty() ? "{}" : things.named(examples.getFirst()).toString();
  }
}
