package mx.aldia.domain.collections;

import java.time.Instant;
import java.util.List;

/** What becomes of a reminder at the moment it would go out. */
public sealed interface Decision {
  /** Why it does not simply go out: every reason found, in the order of {@link Reason}. */
  List<Reason> reasons();

  /** It goes out now, by this way and in this tone. A call goes to a person as a task. */
  record Send(ChannelKind channel, Tone tone) implements Decision {
    @Override
    public List<Reason> reasons() {
      return List.of();
    }
  }

  /** It waits. The same questions are asked again then. */
  record Postpone(Instant until, List<Reason> reasons) implements Decision {
    public Postpone {
      reasons = List.copyOf(reasons);
    }
  }

  /** It does not go out, now or later. */
  record Suppress(List<Reason> reasons) implements Decision {
    public Suppress {
      reasons = List.copyOf(reasons);
    }
  }

  /** A later step goes instead. */
  record SkipTo(Planned next) implements Decision {
    @Override
    public List<Reason> reasons() {
      return List.of(Reason.OVERTAKEN);
    }
  }

  /** A person is asked; when it agrees, the same questions are asked again. */
  record Ask(ChannelKind channel, Tone tone, List<Reason> reasons) implements Decision {
    public Ask {
      reasons = List.copyOf(reasons);
    }
  }
}
