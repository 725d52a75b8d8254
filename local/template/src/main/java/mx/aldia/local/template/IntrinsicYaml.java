package mx.aldia.local.template;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML in which {@code !Sub x} reads as {@code {Fn::Sub: x}}, as CloudFormation defines it. */
final class IntrinsicYaml {
  private IntrinsicYaml() {}

  static Object load(String yaml) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new WithIntrinsics(options)).load(yaml);
  }

  private static final class WithIntrinsics extends SafeConstructor {
    WithIntrinsics(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put("!", new Intrinsic());
    }

    private final class Intrinsic extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String name = node.getTag().getValue().substring(1);
        Object argument = argument(node);
        return switch (name) {
          case "Ref", "Condition" -> Map.of(name, argument);
          case "GetAtt" ->
              Map.of("Fn::GetAtt", argument instanceof String path ? split(path) : argument);
          default -> Map.of("Fn::" + name, argument);
        };
      }

      private Object argument(Node node) {
        @Nullable Object argument =
            switch (node) {
              case ScalarNode scalar -> constructScalar(scalar);
              case SequenceNode sequence -> constructSequence(sequence);
              case MappingNode mapping -> constructMapping(mapping);
              default -> null;
            };
        if (argument == null) {
          throw new IllegalStateException("template.yaml: " + node.getTag() + " has no argument");
        }
        return argument;
      }

      private static List<String> split(String path) {
        return Arrays.asList(path.split("\\.", 2));
      }
    }
  }
}
