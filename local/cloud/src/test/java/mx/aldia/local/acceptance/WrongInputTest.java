package mx.aldia.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mx.aldia.local.acceptance.Contract.Operation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong is refused where it is wrong, and nothing is written. The fields are those of
 * {@code docs/openapi.yaml}, and so is what is wrong for each: a new one is tried without being
 * named here.
 */
final class WrongInputTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final Contract CONTRACT = Contract.read();

  /** How many wrong values of a field are tried alone; all of them with {@code -Dinputs=all}. */
  private static final int AT_A_TIME =
      "all".equals(System.getProperty("inputs")) ? Integer.MAX_VALUE : 2;

  /** Each is right for some field; for every other it is wrong. */
  private static final List<JsonNode> VALUES =
      List.of(
          JSON.nullNode(),
          JSON.booleanNode(true),
          JSON.numberNode(0),
          JSON.numberNode(-1),
          JSON.numberNode(1.5),
          JSON.numberNode(BigInteger.TEN.pow(30)),
          JSON.textNode(""),
          JSON.textNode("ñandú"),
          JSON.textNode("true"),
          JSON.textNode("-1"),
          JSON.textNode("1e3"),
          JSON.textNode("1,000.00"),
          JSON.textNode("0.1234567"),
          JSON.textNode("2026-02-30"),
          JSON.textNode("a@b"),
          JSON.textNode("x".repeat(5000)),
          JSON.arrayNode(),
          JSON.arrayNode().add(1),
          JSON.arrayNode().add("x").add("x"),
          JSON.objectNode(),
          JSON.objectNode().put("nobody", 1));

  /** No schema says so, but no text may hold them. */
  private static final List<JsonNode> NEVER_A_TEXT =
      Stream.of("a\u0007b", "a\uD800", "a\u202Eb", "\u200B").<JsonNode>map(JSON::textNode).toList();

  private static Aldia aldia;
  private static Things things;

  @BeforeAll
  static void a_business_at_rest() throws InterruptedException {
    aldia = Aldia.fiscalBusiness("2026-01-05T15:00:00Z");
    things = Things.of(aldia);
  }

  /** Every operation that takes JSON of its own and a key. */
  static Stream<Operation> operations() {
    return CONTRACT.operations().stream()
        .filter(it -> it.path().startsWith("/v1/"))
        .filter(it -> !CONTRACT.members(CONTRACT.bodySchema(it)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_wrong_value_of_any_field_is_refused_there_and_only_there(Operation operation) {
    var before = Snapshot.of(aldia.tenant);
    var unnoticed = new ArrayList<String>();
    var walked = new TreeSet<String>();

    for (var body : bodies(operation)) {
      for (var field : fields(operation, body)) {
        walked.add(field.toString());
        var wrong = new ArrayList<>(wrongValues(operation, body, field));
        Collections.shuffle(wrong, new Random(field.hashCode()));
        for (var value : wrong.subList(0, Math.min(AT_A_TIME, wrong.size()))) {
          var reply = send(operation, with(body, field, value));
          if (!isRefused(reply, field, isAlone(operation, body, field))) {
            unnoticed.add(
                "%s = %s: %d %s"
                    .formatted(field, brief(value), reply.status(), brief(reply.json())));
          }
        }
      }
    }

    assertThat(unnoticed).isEmpty();
    assertThat(walked).as("every documented field").containsAll(documented(operation));
    assertThat(Snapshot.of(aldia.tenant)).as("nothing is written").isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void all_faults_are_told_at_once(Operation operation) {
    var before = Snapshot.of(aldia.tenant);

    for (var body : bodies(operation)) {
      var leaves = leaves(fields(operation, body));
      var wrong = new LinkedHashMap<JsonPointer, List<JsonNode>>();
      leaves.forEach(leaf -> wrong.put(leaf, wrongValues(operation, body, leaf)));
      int turns = wrong.values().stream().mapToInt(List::size).max().orElseThrow();
      for (int turn = 0; turn < turns; turn++) {
        var all = body;
        for (var leaf : wrong.entrySet()) {
          var values = leaf.getValue();
          all = with(all, leaf.getKey(), values.get(turn % values.size()));
        }
        var reply = send(operation, all);

        assertThat(reply.status()).as(brief(reply.json())).isEqualTo(422);
        var told = pointers(reply);
        assertThat(leaves)
            .as("what %s tells", brief(all))
            .allMatch(leaf -> told.stream().anyMatch(it -> isAtOrBelow(it, leaf)));
      }
    }
    assertThat(Snapshot.of(aldia.tenant)).as("nothing is written").isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_field_nobody_knows_is_refused_wherever_it_stands(Operation operation) {
    for (var body : bodies(operation)) {
      var objects = fields(operation, body).stream().map(JsonPointer::head).distinct();
      for (var object : objects.filter(it -> isClosed(body, it)).toList()) {
        var nobody = object.appendProperty("nobody");
        var reply = send(operation, with(body, nobody, JSON.numberNode(1)));

        assertThat(reply.status()).as("%s: %s", nobody, brief(reply.json())).isEqualTo(422);
        assertThat(pointers(reply)).contains(nobody.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void what_another_operation_takes_is_unknown_to_this_one(Operation operation) {
    var own = CONTRACT.members(CONTRACT.bodySchema(operation)).keySet();
    var others =
        operations()
            .flatMap(it -> CONTRACT.members(CONTRACT.bodySchema(it)).keySet().stream())
            .filter(it -> !own.contains(it))
            .collect(Collectors.toCollection(TreeSet::new));
    var told = new TreeSet<String>();

    for (var some : inParts(List.copyOf(others))) {
      var body = (ObjectNode) bodies(operation).getFirst();
      some.forEach(name -> body.put(name, 1));
      send(operation, body)
          .json()
          .path("errors")
          .valueStream()
          .filter(it -> it.path("code").asText().equals("unknown_field"))
          .forEach(it -> told.add(it.path("pointer").asText().substring(1)));
    }

    assertThat(told).isEqualTo(others);
  }

  /** No answer tells of more faults than a hundred. */
  private static List<List<String>> inParts(List<String> names) {
    int half = names.size() / 2;
    return List.of(names.subList(0, half), names.subList(half, names.size()));
  }

  /** The caller's own notes may be called as it likes. */
  private static boolean isClosed(JsonNode body, JsonPointer at) {
    return body.at(at).isObject() && !at.toString().equals("/metadata");
  }

  /** The documented examples of what this operation takes, about things that there are. */
  private static List<JsonNode> bodies(Operation operation) {
    var examples = new ArrayList<>(CONTRACT.examples(operation));
    // A change lays a little over what is there; what is said of it whole, its creation shows.
    CONTRACT.operations().stream()
        .filter(it -> operation.method().equals("PATCH") && it.method().equals("POST"))
        .filter(it -> operation.path().equals(it.path() + "/{id}") || isTenant(operation, it))
        .forEach(it -> examples.addAll(CONTRACT.examples(it)));
    var members = CONTRACT.members(CONTRACT.bodySchema(operation)).keySet();
    var bodies =
        examples.stream()
            .map(things::named)
            .map(it -> (JsonNode) ((ObjectNode) it).retain(members))
            .toList();
    assertThat(bodies).as("openapi.yaml shows a body of " + operation).isNotEmpty();
    for (var body : bodies) {
      assertThat(CONTRACT.faults(CONTRACT.bodySchema(operation), body)).as("%s", body).isEmpty();
    }
    return bodies;
  }

  private static boolean isTenant(Operation change, Operation creation) {
    return change.path().equals("/v1/tenant") && creation.path().equals("/v1/tenants");
  }

  private static Aldia.Reply send(Operation operation, JsonNode body) {
    var caller =
        Set.of("/v1/tenants", "/v1/pac").contains(operation.path()) ? Aldia.operator() : aldia;
    return caller.send(operation.method(), things.path(operation), ascii(body));
  }

  /** Half a character cannot be sent as UTF-8, but escaped it can. */
  private static String ascii(JsonNode body) {
    try {
      return ASCII.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<JsonNode> wrongValues(Operation operation, JsonNode body, JsonPointer field) {
    var schema = CONTRACT.bodySchema(operation);
    return Stream.concat(
            VALUES.stream().filter(it -> !CONTRACT.allows(schema, with(body, field, it))),
            NEVER_A_TEXT.stream().filter(it -> !isNote(field) || it.asText().length() > 1))
        .toList();
  }

  /** Notes are kept to the letter, invisible ones too. */
  private static boolean isNote(JsonPointer field) {
    return field.toString().startsWith("/metadata/");
  }

  /**
   * Whether nothing else can be wrong: of a field that was not said before another may complain
   * too, for the two exclude each other; and a file in an example is none that could be used.
   */
  private static boolean isAlone(Operation operation, JsonNode body, JsonPointer field) {
    return !body.at(field).isMissingNode()
        && CONTRACT.members(CONTRACT.bodySchema(operation)).values().stream()
            .noneMatch(it -> it.has("contentEncoding"));
  }

  private static boolean isRefused(Aldia.Reply reply, JsonPointer field, boolean onlyThere) {
    var told = pointers(reply);
    return reply.status() == 422
        && told.stream().anyMatch(it -> isAtOrBelow(it, field))
        && (!onlyThere || told.stream().allMatch(it -> isAtOrBelow(it, field)));
  }

  private static Set<String> pointers(Aldia.Reply reply) {
    var pointers = new TreeSet<String>();
    reply.json().path("errors").forEach(it -> pointers.add(it.path("pointer").asText()));
    return pointers;
  }

  private static boolean isAtOrBelow(String pointer, JsonPointer field) {
    return pointer.equals(field.toString()) || pointer.startsWith(field + "/");
  }

  private static JsonNode with(JsonNode body, JsonPointer field, JsonNode value) {
    var changed = body.deepCopy();
    var name = field.last().toString().substring(1);
    switch (changed.at(field.head())) {
      case ObjectNode object -> object.set(name, value);
      case ArrayNode array -> array.set(Integer.parseInt(name), value);
      default -> throw new AssertionError("nothing to put " + field + " into: " + body);
    }
    return changed;
  }

  // ---------------------------------------------------------------- which fields there are

  /** All fields of an example, said or not, as far as it has the objects they stand in. */
  private static List<JsonPointer> fields(Operation operation, JsonNode body) {
    var fields = new ArrayList<JsonPointer>();
    collect(CONTRACT.bodySchema(operation), body, JsonPointer.empty(), fields);
    return fields;
  }

  private static void collect(
      JsonNode schema, JsonNode value, JsonPointer at, List<JsonPointer> fields) {
    var elements = CONTRACT.elements(schema);
    if (value.isObject()) {
      CONTRACT
          .members(schema)
          .forEach(
              (name, member) -> {
                var field = at.append(JsonPointer.valueOf("/" + name));
                fields.add(field);
                collect(member, value.path(name), field, fields);
              });
      if (at.toString().equals("/metadata")) {
        value.fieldNames().forEachRemaining(it -> fields.add(at.appendProperty(it)));
      }
    } else if (elements != null && !value.isEmpty()) {
      fields.add(at.appendIndex(0));
      collect(elements, value.get(0), at.appendIndex(0), fields);
    }
  }

  /** Those that no other is in. */
  private static List<JsonPointer> leaves(List<JsonPointer> fields) {
    return fields.stream()
        .filter(it -> fields.stream().noneMatch(other -> other.toString().startsWith(it + "/")))
        .toList();
  }

  /** Every field there is, from the schema alone, at the first place of each list. */
  private static Set<String> documented(Operation operation) {
    var documented = new TreeSet<String>();
    document(CONTRACT.bodySchema(operation), "", documented);
    return documented;
  }

  private static void document(JsonNode schema, String at, Set<String> documented) {
    CONTRACT
        .members(schema)
        .forEach(
            (name, member) -> {
              documented.add(at + "/" + name);
              document(member, at + "/" + name, documented);
            });
    var elements = CONTRACT.elements(schema);
    if (elements != null) {
      documented.add(at + "/0");
      document(elements, at + "/0", documented);
    }
  }

  private static String brief(JsonNode value) {
    return value.toString().replaceAll("x{20,}", "xxx...");
  }
}
