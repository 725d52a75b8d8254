package mx.aldia.local.function;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mx.aldia.local.Stack;
import mx.aldia.local.template.Node;

/** All functions of the template by their logical ids, in this JVM or each in its own. */
public final class Functions implements AutoCloseable {
  private static final int DEFAULT_TIMEOUT_SECONDS = 3;

  private final Map<String, Timed> byName = new LinkedHashMap<>();
  private final Clock wall;
  private volatile Runnable afterEach = () -> {};

  private record Timed(LambdaFunction function, Duration timeout) {}

  /** A function that threw, or could not be made. */
  public static final class Failed extends Exception {
    Failed(String function, Throwable cause) {
      super(function + " failed", cause);
    }
  }

  /** Where a function runs. */
  @FunctionalInterface
  interface Place {
    LambdaFunction put(String name, Node properties, Map<String, String> environment);
  }

  private Functions(Stack stack, Map<String, String> surroundings, Clock wall, Place place) {
    this.wall = wall;
    Node globals = stack.template().root().get("Globals").get("Function");
    stack
        .template()
        .resources("AWS::Serverless::Function")
        .forEach(
            (name, resource) -> {
              var environment = new HashMap<>(surroundings);
              environment.putAll(stack.variables(name));
              environment.put("AWS_LAMBDA_FUNCTION_NAME", name);
              // Each has a role of its own in AWS; here what it calls is signed with its name.
              environment.put("AWS_ACCESS_KEY_ID", name);
              Node own = resource.get("Properties");
              int seconds =
                  own.get("Timeout")
                      .numberOr(globals.get("Timeout").numberOr(DEFAULT_TIMEOUT_SECONDS));
              byName.put(
                  name, new Timed(place.put(name, own, environment), Duration.ofSeconds(seconds)));
            });
  }

  /**
   * All in this JVM; none is made before it is first called.
   *
   * @param surroundings what Lambda itself would set: region, endpoints, a secret to sign with
   */
  public static Functions inThisProcess(Stack stack, Map<String, String> surroundings, Clock wall) {
    return new Functions(
        stack,
        surroundings,
        wall,
        (name, own, environment) ->
            new LoadedFunction(name, own.get("Handler").text(), environment, wall));
  }

  /**
   * Each in its own JVM from its own zip, as Lambda does; none is started before it is first
   * called.
   *
   * @param root the project, with its zips built
   * @param folder where they are unpacked
   */
  public static Functions eachInItsOwn(
      Stack stack, Map<String, String> surroundings, Clock wall, Path root, Path folder, Path log) {
    return new Functions(
        stack,
        surroundings,
        wall,
        (name, own, environment) -> {
          environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
          environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
          return new ProcessFunction(
              name,
              own.get("Handler").text(),
              Zips.unpack(root.resolve(own.get("CodeUri").text()), folder.resolve(name)),
              environment,
              log,
              wall);
        });
  }

  /**
   * Calls back after each invocation: only functions write, so only then is there something new in
   * the stream.
   */
  public void afterEach(Runnable callback) {
    afterEach = callback;
  }

  /** Their logical ids. */
  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  /** Makes a function before it is first called, as Lambda's init phase does. */
  public void load(String name) throws Failed {
    try {
      find(name).function().load();
    } catch (Exception | LinkageError e) {
      throw new Failed(name, e);
    }
  }

  /**
   * Calls a function and waits for its answer.
   *
   * @param event JSON as the function's trigger sends it
   * @return JSON as the function answers it
   */
  public byte[] invoke(String name, byte[] event) throws Failed {
    try {
      var timed = find(name);
      var deadline = wall.instant().plus(timed.timeout());
      return timed.function().invoke(event, UUID.randomUUID().toString(), deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed(name, e);
    } catch (Exception | LinkageError e) {
      throw new Failed(name, e);
    } finally {
      afterEach.run();
    }
  }

  @Override
  public void close() {
    byName.values().forEach(it -> it.function().close());
  }

  private Timed find(String name) {
    var function = byName.get(name);
    if (function == null) {
      throw new IllegalArgumentException("template.yaml has no function " + name);
    }
    return function;
  }
}
