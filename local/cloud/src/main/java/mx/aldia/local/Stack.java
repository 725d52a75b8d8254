package mx.aldia.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mx.aldia.local.template.Node;
import mx.aldia.local.template.Template;

/**
 * The template as deployed here: what its references mean on this machine. Names and ARNs look as
 * AWS makes them, so that nothing depends on their shape being special.
 */
public final class Stack {
  public static final String REGION = "us-east-1";
  public static final String ACCOUNT = "000000000000";
  public static final String NAME = "aldia";

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");
  private static final Pattern SECRET =
      Pattern.compile("\\{\\{resolve:secretsmanager:" + NAME + "-([^:}]+):SecretString}}");

  private final Template template;
  private final Map<String, String> parameters;
  private final String awsEndpoint;

  /**
   * Deploys nothing, only names it.
   *
   * @param awsEndpoint where AWS's protocols are answered, without a slash at the end
   * @param parameters of the template, by name; those with a default may be left out; and what its
   *     secrets hold, by the name of the resource
   */
  public Stack(Template template, String awsEndpoint, Map<String, String> parameters) {
    this.template = template;
    this.awsEndpoint = awsEndpoint;
    this.parameters = Map.copyOf(parameters);
  }

  public Template template() {
    return template;
  }

  /** The table's name, as {@code !Ref Table} gives it. */
  public String tableName() {
    return ref("Table");
  }

  /** Reads a scalar, with whatever it refers to put in its place. */
  public String resolve(Node node) {
    if (node.value() instanceof Map<?, ?> map && map.size() == 1) {
      var name = map.keySet().iterator().next();
      if ("Ref".equals(name)) {
        return ref(node.get("Ref").text());
      }
      if ("Fn::GetAtt".equals(name)) {
        List<Node> path = node.get("Fn::GetAtt").elements();
        return attribute(path.get(0).text(), path.get(1).text());
      }
      if ("Fn::Sub".equals(name)) {
        return substitute(node.get("Fn::Sub").text());
      }
    }
    return node.text();
  }

  /**
   * What a function finds in its environment: the template's variables, its own over the global
   * ones.
   */
  public Map<String, String> variables(String function) {
    var variables = new HashMap<String, String>();
    for (Node at :
        List.of(
            template.root().get("Globals").get("Function"),
            template.resource(function).get("Properties"))) {
      at.get("Environment")
          .get("Variables")
          .entries()
          .forEach((name, value) -> variables.put(name, resolve(value)));
    }
    return variables;
  }

  /** The ARN of a resource, as {@code !GetAtt Resource.Arn} gives it. */
  public String arn(String resource) {
    return attribute(resource, "Arn");
  }

  /** The ARN of a queue. */
  public static String queueArn(String logicalId) {
    return arn("sqs", logicalId);
  }

  private String substitute(String text) {
    var referred =
        REFERENCE
            .matcher(text)
            .replaceAll(
                found -> {
                  String[] path = found.group(1).split("\\.", 2);
                  return Matcher.quoteReplacement(
                      path.length == 1 ? ref(path[0]) : attribute(path[0], path[1]));
                });
    return SECRET
        .matcher(referred)
        .replaceAll(found -> Matcher.quoteReplacement(secret(found.group(1))));
  }

  private String secret(String resource) {
    return Optional.ofNullable(parameters.get(resource))
        .orElseThrow(
            () -> new IllegalArgumentException("template.yaml: nothing is in " + resource));
  }

  private String ref(String name) {
    return switch (name) {
      case "AWS::Region" -> REGION;
      case "AWS::AccountId" -> ACCOUNT;
      case "AWS::Partition" -> "aws";
      case "AWS::StackName" -> NAME;
      case "AWS::URLSuffix" -> "amazonaws.com";
      default -> parameterOrResource(name);
    };
  }

  private String parameterOrResource(String name) {
    Node parameter = template.root().get("Parameters").get(name);
    if (parameter.exists()) {
      String given = parameters.get(name);
      return given == null ? parameter.get("Default").text() : given;
    }
    return switch (type(name)) {
      case "AWS::SQS::Queue" -> awsEndpoint + "/" + ACCOUNT + "/" + name;
      case "AWS::Events::EventBus" ->
          resolve(template.resource(name).get("Properties").get("Name"));
      default -> NAME + "-" + name;
    };
  }

  private String attribute(String resource, String attribute) {
    String type = type(resource);
    return switch (attribute) {
      case "Arn" ->
          switch (type) {
            case "AWS::SQS::Queue" -> queueArn(resource);
            case "AWS::DynamoDB::Table" -> arn("dynamodb", "table/" + ref(resource));
            case "AWS::KMS::Key" -> arn("kms", "key/" + ref(resource));
            case "AWS::Serverless::Function" -> arn("lambda", "function:" + ref(resource));
            case "AWS::Events::EventBus" -> arn("events", "event-bus/" + ref(resource));
            default -> arn(NAME, resource);
          };
      case "StreamArn" -> arn("dynamodb", "table/" + ref(resource) + "/stream/local");
      case "QueueName" -> resource;
      default ->
          throw new IllegalArgumentException(
              "template.yaml: %s.%s is not known on one machine".formatted(resource, attribute));
    };
  }

  private String type(String resource) {
    return template.resource(resource).get("Type").text();
  }

  private static String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, ACCOUNT, resource);
  }
}
