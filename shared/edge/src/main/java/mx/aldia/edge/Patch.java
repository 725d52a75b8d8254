package mx.aldia.edge;

import java.util.Optional;

/** What a PATCH says of one member: nothing, take it away ({@code null}), or this value. */
public sealed interface Patch<T> {
  record Keep<T>() implements Patch<T> {}

  record Clear<T>() implements Patch<T> {}

  record Put<T>(T value) implements Patch<T> {}

  /** What the member is after the patch. */
  default Optional<T> over(Optional<T> current) {
    return switch (this) {
      case Keep<T>() -> current;
      case Clear<T>() -> Optional.empty();
      case Put<T>(var value) -> Optional.of(value);
    };
  }

  /** As {@link #over}, where taking it away brings the default back. */
  default T over(T current, T whenCleared) {
    return switch (this) {
      case Keep<T>() -> current;
      case Clear<T>() -> whenCleared;
      case Put<T>(var value) -> value;
    };
  }
}
