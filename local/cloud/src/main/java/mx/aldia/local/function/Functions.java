package mx.aldia.local.function;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mx.aldia.local.Stack;
import mx.aldia.local.template.Node;

/** All functions of the template in this one JVM, by their logical ids. */
public final class Functions {
  private static final int DEFAULT_TIMEOUT_SECONDS = 3;

  private final Map<String, LoadedFunction> byName = new LinkedHashMap<>();
  private final Clock wall;
  private volatile Runnable afterEach = () -> {};

  /** A function that threw, or could not be made. */
  public static final class Failed extends Exception {
    Failed(String function, Throwable cause) {
      super(function + " failed", cause);
    }
  }

  /**
   * Knows all functions and makes none yet.
   *
   * @param surroundings what Lambda itself would set: region, endpoints, credentials
   */
  public Functions(Stack stack, Map<String, String> surroundings, Clock wall) {
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
              Node own = resource.get("Properties");
              int seconds =
                  own.get("Timeout")
                      .numberOr(globals.get("Timeout").numberOr(DEFAULT_TIMEOUT_SECONDS));
              byName.put(
                  name,
                  new LoadedFunction(
                      name, own.get("Handler").text(), environment, Duration.ofSeconds(seconds)));
            });
  }

  /**
   * Calls back after each invocation: only functions write, so only then is there something new in
   * the stream.
   */
  public void afterEach(Runnable callback) {
    afterEach = callback;
  }

  /** Their logical ids, in the order of the template. */
  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  /** Makes a function before it is first called, as Lambda's init phase does. */
  public void load(String name) throws Failed {
    try {
      function(name).load();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
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
      var function = function(name);
      var context =
          new LocalContext(
              name, UUID.randomUUID().toString(), wall, wall.instant().plus(function.timeout()));
      return function.invoke(event, context);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw new Failed(name, e);
    } finally {
      afterEach.run();
    }
  }

  private LoadedFunction function(String name) {
    var function = byName.get(name);
    if (function == null) {
      throw new IllegalArgumentException("template.yaml has no function " + name);
    }
    return function;
  }
}
