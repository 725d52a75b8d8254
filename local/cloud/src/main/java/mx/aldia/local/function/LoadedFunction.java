package mx.aldia.local.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One function: its handler made once, on first use, and called through Lambda's own reading and
 * writing of JSON, as the runtime interface client does it.
 *
 * <p>Where many functions share one JVM they cannot share one process environment, so a handler may
 * have a constructor that takes its environment as a map; without one it is made as Lambda makes
 * it.
 */
final class LoadedFunction implements LambdaFunction {
  private final String name;
  private final String handler;
  private final Map<String, String> environment;
  private final Clock wall;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable Ready ready;

  private record Ready(
      RequestHandler<Object, @Nullable Object> handler,
      PojoSerializer<Object> in,
      PojoSerializer<Object> out) {}

  LoadedFunction(String name, String handler, Map<String, String> environment, Clock wall) {
    this.name = name;
    this.handler = handler;
    this.environment = Map.copyOf(environment);
    this.wall = wall;
  }

  @Override
  public void load() throws ReflectiveOperationException {
    ready();
  }

  @Override
  public byte[] invoke(byte[] event, String requestId, Instant deadline)
      throws ReflectiveOperationException {
    var function = ready();
    Object input = function.in().fromJson(new ByteArrayInputStream(event));
    Object output =
        function.handler().handleRequest(input, new LocalContext(name, requestId, wall, deadline));
    var answer = new ByteArrayOutputStream();
    if (output != null) {
      function.out().toJson(output, answer);
    } else {
      answer.writeBytes(new byte[] {'n', 'u', 'l', 'l'});
    }
    return answer.toByteArray();
  }

  private Ready ready() throws ReflectiveOperationException {
    var made = ready;
    if (made != null) {
      return made;
    }
    making.lock();
    try {
      made = ready;
      if (made == null) {
        made = make();
        ready = made;
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  @SuppressWarnings("unchecked") // the method's own types say what goes in and out
  private Ready make() throws ReflectiveOperationException {
    Class<?> type = Class.forName(handler.replaceFirst("::.*", ""));
    Method method =
        Arrays.stream(type.getMethods())
            .filter(it -> it.getName().equals("handleRequest") && !it.isBridge())
            .filter(it -> it.getParameterCount() == 2)
            .findFirst()
            .orElseThrow(
                () -> new NoSuchMethodException(name + ": " + type + " handles no request"));
    return new Ready(
        (RequestHandler<Object, @Nullable Object>) instance(type),
        serializer(method.getGenericParameterTypes()[0]),
        serializer(method.getGenericReturnType()));
  }

  private Object instance(Class<?> type) throws ReflectiveOperationException {
    try {
      for (var constructor : type.getConstructors()) {
        if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Map.class})) {
          return constructor.newInstance(environment);
        }
      }
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(name + " cannot be made: " + e.getCause(), e.getCause());
    }
  }

  @SuppressWarnings("unchecked") // as the runtime interface client: its events, else any type
  private static PojoSerializer<Object> serializer(Type type) {
    if (type instanceof Class<?> plain
        && LambdaEventSerializers.isLambdaSupportedEvent(plain.getName())) {
      return (PojoSerializer<Object>)
          LambdaEventSerializers.serializerFor(plain, LoadedFunction.class.getClassLoader());
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
