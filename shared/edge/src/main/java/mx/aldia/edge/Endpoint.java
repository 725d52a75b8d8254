package mx.aldia.edge;

/** Reads one request, calls one use case, answers. */
@FunctionalInterface
public interface Endpoint {
  Response answer(Request request);
}
