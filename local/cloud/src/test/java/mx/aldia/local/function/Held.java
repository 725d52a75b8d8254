package mx.aldia.local.function;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.Socket;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.security.Signature;
import java.time.temporal.Temporal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * What a started function holds and a snapshot must not: all that can be reached from its handler
 * through objects of ours, and what is static in their classes. What a library holds is its own
 * affair; AWS's SDK is made for this.
 */
final class Held {
  /** A generator's state, a moment, a key at work, a line to somewhere. */
  private static final List<Class<?>> WRONG =
      List.of(
          RandomGenerator.class,
          UUID.class,
          Temporal.class,
          Mac.class,
          Cipher.class,
          Signature.class,
          Socket.class,
          URLConnection.class,
          HttpClient.class);

  private record Step(Object object, String way) {}

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Class<?>> classes = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ArrayDeque<Step> ahead = new ArrayDeque<>();
  private final List<String> wrong = new ArrayList<>();

  private Held() {}

  /** The ways to what must not be held, as {@code IssuanceHandler.router.clock}. */
  static List<String> by(Object handler) throws IllegalAccessException {
    var held = new Held();
    held.meet(handler, handler.getClass().getSimpleName());
    while (!held.ahead.isEmpty()) {
      held.look(held.ahead.pop());
    }
    return held.wrong;
  }

  private void meet(@Nullable Object object, String way) {
    if (object == null || !seen.add(object)) {
      return;
    }
    if (WRONG.stream().anyMatch(it -> it.isInstance(object))) {
      wrong.add(way + " is " + object.getClass().getName());
    }
    ahead.push(new Step(object, way));
  }

  private void look(Step step) throws IllegalAccessException {
    switch (step.object()) {
      case Object[] array -> Stream.of(array).forEach(it -> meet(it, step.way() + "[]"));
      case Map<?, ?> map -> {
        map.keySet().forEach(it -> meet(it, step.way() + "{}"));
        map.values().forEach(it -> meet(it, step.way() + "{}"));
      }
      case Iterable<?> several -> several.forEach(it -> meet(it, step.way() + "[]"));
      case Optional<?> one -> one.ifPresent(it -> meet(it, step.way()));
      case AtomicReference<?> one -> meet(one.get(), step.way());
      default -> {
        for (Class<?> type = step.object().getClass(); ours(type); type = type.getSuperclass()) {
          for (var field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
              meet(value(field, step.object()), step.way() + "." + field.getName());
            }
          }
          lookAtStatics(type);
        }
      }
    }
  }

  private void lookAtStatics(Class<?> type) throws IllegalAccessException {
    if (!classes.add(type)) {
      return;
    }
    for (var field : type.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        meet(value(field, null), type.getSimpleName() + "." + field.getName());
      }
    }
    if (type.getNestHost() != type) {
      lookAtStatics(type.getNestHost());
    }
  }

  private static boolean ours(@Nullable Class<?> type) {
    return type != null && type.getName().startsWith("mx.aldia.");
  }

  private static @Nullable Object value(Field field, @Nullable Object of)
      throws IllegalAccessException {
    field.setAccessible(true);
    return field.get(of);
  }
}
