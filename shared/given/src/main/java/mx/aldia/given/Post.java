package mx.aldia.given;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import mx.aldia.channels.Channel;
import mx.aldia.channels.Dispatch;

/**
 * A channel that keeps what it is given and answers as it was told to; unless told it accepts.
 *
 * @param <M> what it carries
 */
public final class Post<M> implements Channel<M> {
  /** What happens to the next message. */
  private enum Fate {
    REFUSED_FOR_GOOD,
    REFUSED_FOR_NOW,
    NO_ANSWER,
    CRASH
  }

  /** The sender dies after the provider took the message. */
  public static final class Crash extends RuntimeException {}

  private final List<M> sent = new ArrayList<>();
  private final Deque<Fate> fates = new ArrayDeque<>();

  /** What the provider took, whether or not it said so. */
  public synchronized List<M> sent() {
    return List.copyOf(sent);
  }

  /** The next message is refused, and would be again. */
  public synchronized Post<M> refusesForGood() {
    fates.add(Fate.REFUSED_FOR_GOOD);
    return this;
  }

  /** The next message is refused; later it might be taken. */
  public synchronized Post<M> refusesForNow() {
    fates.add(Fate.REFUSED_FOR_NOW);
    return this;
  }

  /** The next message is taken, and the answer lost. */
  public synchronized Post<M> givesNoAnswer() {
    fates.add(Fate.NO_ANSWER);
    return this;
  }

  /** The next message is taken, and who sent it dies of it. */
  public synchronized Post<M> isTheLastThingTheSenderDoes() {
    fates.add(Fate.CRASH);
    return this;
  }

  @Override
  public synchronized Dispatch send(M message) {
    var fate = fates.poll();
    if (fate == null) {
      sent.add(message);
      return new Dispatch.Accepted("provider-" + sent.size());
    }
    return switch (fate) {
      case REFUSED_FOR_GOOD -> new Dispatch.Refused("MessageRejected", true);
      case REFUSED_FOR_NOW -> new Dispatch.Refused("TooManyRequestsException", false);
      case NO_ANSWER -> {
        sent.add(message);
        yield new Dispatch.Unknown("no_answer");
      }
      case CRASH -> {
        sent.add(message);
        throw new Crash();
      }
    };
  }
}
