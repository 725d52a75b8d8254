package mx.aldia.sending;

import java.util.List;
import java.util.Optional;
import mx.aldia.channels.Attachment;
import mx.aldia.domain.message.Message;

/**
 * A message ready to be begun and sent.
 *
 * @param message as it is kept: address, subject, text, identity, lease
 * @param readerName the person at the address, where one is known
 * @param html says what the message's text says; empty for a channel that carries text alone
 * @param files only a mail carries them
 */
public record Parcel(
    Message message, Optional<String> readerName, String html, List<Attachment> files) {
  public Parcel {
    files = List.copyOf(files);
  }

  /** The same on behalf of a message that an earlier sender began and did not finish. */
  Parcel inPlaceOf(Message earlier) {
    return new Parcel(message.inPlaceOf(earlier), readerName, html, files);
  }
}
