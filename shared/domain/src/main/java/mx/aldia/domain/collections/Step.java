package mx.aldia.domain.collections;

import java.util.List;
import java.util.Optional;

/**
 * One reminder of a policy.
 *
 * @param offsetDays days after the due date; negative is before it
 * @param channels the ways it may go; the customer's own preference chooses among them
 * @param template a text of the tenant's own instead of the tone's
 */
public record Step(
    int offsetDays, Tone tone, List<ChannelKind> channels, Mode mode, Optional<String> template) {
  public static final int EARLIEST = -60;
  public static final int LATEST = 365;

  public Step {
    channels = List.copyOf(channels);
    if (offsetDays < EARLIEST || offsetDays > LATEST) {
      throw new IllegalArgumentException("a step this far from the due date: " + offsetDays);
    }
    if (channels.isEmpty() || channels.size() != channels.stream().distinct().count()) {
      throw new IllegalArgumentException("a step goes by some channel, each named once");
    }
  }

  /** Who decides that it goes out. */
  public enum Mode {
    /** It goes out by itself. */
    AUTO,
    /** A person is asked first. */
    MANUAL
  }
}
