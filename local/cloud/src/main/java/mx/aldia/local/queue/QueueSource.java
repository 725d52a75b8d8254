package mx.aldia.local.queue;

import java.util.ArrayList;
import java.util.List;
import mx.aldia.local.Stack;

/**
 * A function that reads a queue, as the template says.
 *
 * @param batchSize the most messages of one call
 * @param concurrency the most calls at a time
 */
public record QueueSource(String function, String queueArn, int batchSize, int concurrency) {
  /** AWS starts with five and goes far beyond; this machine has few cores. */
  private static final int DEFAULT_CONCURRENCY = 8;

  private static final int DEFAULT_BATCH = 10;

  /** All of the template. */
  public static List<QueueSource> all(Stack stack) {
    var sources = new ArrayList<QueueSource>();
    stack
        .template()
        .resources("AWS::Serverless::Function")
        .forEach(
            (function, resource) ->
                resource.get("Properties").get("Events").entries().values().stream()
                    .filter(event -> event.get("Type").text().equals("SQS"))
                    .map(event -> event.get("Properties"))
                    .forEach(
                        it ->
                            sources.add(
                                new QueueSource(
                                    function,
                                    stack.resolve(it.get("Queue")),
                                    it.get("BatchSize").numberOr(DEFAULT_BATCH),
                                    Math.min(
                                        DEFAULT_CONCURRENCY,
                                        it.get("ScalingConfig")
                                            .get("MaximumConcurrency")
                                            .numberOr(DEFAULT_CONCURRENCY))))));
    return sources;
  }
}
