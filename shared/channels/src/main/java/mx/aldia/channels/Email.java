package mx.aldia.channels;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.message.MessageId;

/**
 * One e-mail, complete: text and HTML that say the same, and files.
 *
 * @param id becomes the Message-ID, so that whatever sends it twice sends one message
 * @param at its Date, on the tenant's clock
 * @param from the tenant's trade name with the address this installation may send from
 * @param replyTo the tenant's support contact: answers go to people, never to a machine
 * @param subject line breaks and other control characters in it become spaces
 * @param thread what mails about one thing share (an invoice's id): readers show them together
 * @param unsubscribe answers a POST by opting out (RFC 8058); empty for a mail that no one can
 *     refuse, like the invoice itself
 */
public record Email(
    MessageId id,
    Instant at,
    Mailbox from,
    Optional<Mailbox> replyTo,
    Mailbox to,
    String subject,
    String text,
    String html,
    List<Attachment> attachments,
    Optional<String> thread,
    Optional<URI> unsubscribe) {
  public Email {
    attachments = List.copyOf(attachments);
  }
}
