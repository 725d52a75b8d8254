package mx.aldia.domain.problem;

import java.util.List;

/** Why a caller's request was refused; nothing was written. RFC 9457 is made of it at the edge. */
public sealed interface Problem {
  /** 422: every fault at once. */
  record Invalid(List<Fault> faults) implements Problem {
    public Invalid {
      faults = List.copyOf(faults);
      if (faults.isEmpty()) {
        throw new IllegalArgumentException("invalid without a fault");
      }
    }

    public static Invalid of(Fault... faults) {
      return new Invalid(List.of(faults));
    }
  }

  /** 404: no such thing for this tenant, be it another tenant's or nobody's. */
  record NotFound(String what) implements Problem {}

  /**
   * 409: the thing is in a state that does not allow it.
   *
   * @param code stable, snake_case; the sentence is found by it
   * @param args what the sentence needs, the state among them
   */
  record Conflict(String code, List<Object> args) implements Problem {
    public Conflict {
      args = List.copyOf(args);
    }

    public static Conflict of(String code, Object... args) {
      return new Conflict(code, List.of(args));
    }
  }

  /** 412: changed since the caller read it ({@code If-Match}). */
  record Stale(long version) implements Problem {}
}
