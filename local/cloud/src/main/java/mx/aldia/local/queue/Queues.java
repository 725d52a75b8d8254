package mx.aldia.local.queue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mx.aldia.local.Stack;
import mx.aldia.local.template.Node;
import org.jspecify.annotations.Nullable;

/** All queues of the template, by the name that their URL and ARN end with. */
public final class Queues {
  private static final String TYPE = "AWS::SQS::Queue";
  private static final int DEFAULT_VISIBILITY_SECONDS = 30;

  private final Map<String, Queue> byName = new LinkedHashMap<>();

  /**
   * Opens them. One that no function reads is kept on disk: it holds what waits for a person.
   *
   * @param folder where those are kept
   */
  public Queues(Stack stack, Path folder, Clock wall) {
    var read = namesOfReadQueues(stack);
    var all = stack.template().resources(TYPE);
    all.forEach(
        (name, resource) -> {
          if (!resource.get("Properties").get("RedrivePolicy").exists()) {
            open(name, resource, read, folder, wall, null);
          }
        });
    all.forEach(
        (name, resource) -> {
          Node policy = resource.get("Properties").get("RedrivePolicy");
          if (policy.exists()) {
            var deadLetters = ofArn(stack.resolve(policy.get("deadLetterTargetArn")));
            var redrive = new Queue.Redrive(deadLetters, policy.get("maxReceiveCount").number());
            open(name, resource, read, folder, wall, redrive);
          }
        });
  }

  /** All of them. */
  public Collection<Queue> all() {
    return byName.values();
  }

  /** The queue that an ARN or a URL names by its last part. */
  public Optional<Queue> find(String arnOrUrl) {
    String name =
        arnOrUrl.substring(Math.max(arnOrUrl.lastIndexOf(':'), arnOrUrl.lastIndexOf('/')) + 1);
    return Optional.ofNullable(byName.get(name));
  }

  /** The queue that the template says is there. */
  public Queue ofArn(String arn) {
    return find(arn)
        .orElseThrow(() -> new IllegalArgumentException("template.yaml has no queue " + arn));
  }

  private void open(
      String name,
      Node resource,
      Set<String> read,
      Path folder,
      Clock wall,
      Queue.@Nullable Redrive redrive) {
    var visibility =
        Duration.ofSeconds(
            resource
                .get("Properties")
                .get("VisibilityTimeout")
                .numberOr(DEFAULT_VISIBILITY_SECONDS));
    var drawer = read.contains(name) ? Drawer.none() : Drawer.folder(folder.resolve(name));
    byName.put(name, new Queue(name, visibility, wall, drawer, redrive));
  }

  private static Set<String> namesOfReadQueues(Stack stack) {
    return QueueSource.all(stack).stream()
        .map(source -> source.queueArn().substring(source.queueArn().lastIndexOf(':') + 1))
        .collect(Collectors.toSet());
  }
}
