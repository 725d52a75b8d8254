package mx.aldia.local.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.format.PatternFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mx.aldia.local.template.Template;
import org.jspecify.annotations.Nullable;

/** {@code docs/openapi.yaml}, read by someone who has nothing else: the documented operations. */
final class Contract {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** The library knows which top-level domains there are; {@code .example} is none of them. */
  private static final JsonMetaSchema ANY_DOMAIN =
      JsonMetaSchema.builder(JsonMetaSchema.getV202012())
          .format(PatternFormat.of("email", "[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+", null))
          .build();

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          it -> it.metaSchema(ANY_DOMAIN).defaultMetaSchemaIri(ANY_DOMAIN.getIri()));
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final JsonNode document;
  private final Map<JsonNode, JsonSchema> schemas = new HashMap<>();

  private Contract(JsonNode document) {
    this.document = document;
  }

  static Contract read() {
    var root = Path.of(System.getProperty("aldia.root", "../.."));
    try {
      var yaml = Files.readString(root.resolve("docs/openapi.yaml"));
      return new Contract(new ObjectMapper().valueToTree(Template.parse(yaml).root().value()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One method of one path. */
  record Operation(String method, String path, JsonNode node) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          operations.add(
              new Operation(
                  operation.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  operation.getValue()));
        }
      }
    }
    return operations;
  }

  /** What the body of a request is to be; nothing where it takes no JSON of its own. */
  JsonNode bodySchema(Operation operation) {
    return body(operation).path("schema");
  }

  /** The bodies that the contract shows. */
  List<JsonNode> examples(Operation operation) {
    var examples = new ArrayList<JsonNode>();
    var body = body(operation);
    if (body.has("example")) {
      examples.add(body.path("example"));
    }
    body.path("examples").forEach(it -> examples.add(it.path("value")));
    return examples;
  }

  private JsonNode body(Operation operation) {
    return followed(operation.node().path("requestBody")).path("content").path("application/json");
  }

  /** Whether a value is as a schema says. */
  boolean allows(JsonNode schema, JsonNode value) {
    return faults(schema, value).isEmpty();
  }

  /** What a schema finds in a value. */
  Set<String> faults(JsonNode schema, JsonNode value) {
    var faults = new TreeSet<String>();
    schemas
        .computeIfAbsent(schema, this::compiled)
        .validate(value)
        .forEach(it -> faults.add(it.toString()));
    return faults;
  }

  private JsonSchema compiled(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return SCHEMAS.getSchema(whole, STRICT);
  }

  /** The members an object may have, whether it says them itself or by what it is made of. */
  Map<String, JsonNode> members(JsonNode schema) {
    var members = new HashMap<String, JsonNode>();
    var here = followed(schema);
    for (var part : List.of("allOf", "oneOf")) {
      here.path(part).forEach(it -> members.putAll(members(it)));
    }
    here.path("properties").properties().forEach(it -> members.put(it.getKey(), it.getValue()));
    return members;
  }

  /** What the elements of a list are to be; null where it is no list. */
  @Nullable JsonNode elements(JsonNode schema) {
    var here = followed(schema);
    return here.has("items") ? here.path("items") : null;
  }

  /** What a reference leads to; whatever is none, as it is. */
  JsonNode followed(JsonNode node) {
    return node.has("$ref") ? followed(document.at(node.path("$ref").asText().substring(1))) : node;
  }
}
