package mx.aldia.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The SAM template as a tree of maps, lists and strings. A short intrinsic ({@code !Ref Table})
 * reads as its long form ({@code {Ref: Table}}); nothing is resolved here.
 */
public final class Template {
  private final Node root;

  private Template(Node root) {
    this.root = root;
  }

  /**
   * Reads the template of the project.
   *
   * @param root the project's root
   */
  public static Template of(Path root) {
    try {
      return parse(Files.readString(root.resolve("template.yaml"), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("template.yaml cannot be read", e);
    }
  }

  /** Reads a template from its text. */
  public static Template parse(String yaml) {
    return new Template(new Node("", IntrinsicYaml.load(yaml)));
  }

  /** The whole tree. */
  public Node root() {
    return root;
  }

  /** One resource, by its logical id. */
  public Node resource(String logicalId) {
    return root.get("Resources").get(logicalId);
  }

  /** All resources of a type ({@code AWS::SQS::Queue}) by logical id, in the order of the file. */
  public Map<String, Node> resources(String type) {
    return root.get("Resources").entries().entrySet().stream()
        .filter(resource -> resource.getValue().get("Type").text().equals(type))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
  }
}
