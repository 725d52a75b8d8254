package mx.aldia.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.net.URI;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@link Email} as RFC 5322 and MIME want it on the wire. */
final class Mime {
  /** An address that no mail can go to; the message never holds the address. */
  static final class BadAddress extends Exception {
    private static final long serialVersionUID = 1;

    BadAddress(Throwable cause) {
      super("address_malformed", cause);
    }
  }

  private Mime() {}

  /**
   * @throws BadAddress if sender, receiver or reply-to cannot be an address
   */
  static byte[] write(Email email) throws BadAddress {
    var from = address(email.from());
    var to = address(email.to());
    var replyTo = email.replyTo().isEmpty() ? null : address(email.replyTo().get());
    try {
      return write(email, from, to, replyTo);
    } catch (MessagingException e) {
      throw new IllegalStateException("mail %s cannot be written".formatted(email.id().value()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Strict, one address only, the domain in ASCII: what a person typed is not trusted here. */
  static InternetAddress address(Mailbox mailbox) throws BadAddress {
    try {
      var typed = mailbox.address();
      var at = typed.lastIndexOf('@');
      if (at < 1 || !typed.chars().limit(at).allMatch(c -> c > ' ' && c < 127)) {
        throw new AddressException("no local part in ASCII");
      }
      var domain = IDN.toASCII(typed.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
      var address = new InternetAddress(typed.substring(0, at) + "@" + domain, true);
      if (!mailbox.name().isBlank()) {
        address.setPersonal(line(mailbox.name()), UTF_8.name());
      }
      return address;
    } catch (AddressException | IllegalArgumentException e) {
      throw new BadAddress(e);
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError("every JDK has UTF-8", e);
    }
  }

  private static byte[] write(
      Email email, InternetAddress from, InternetAddress to, @Nullable InternetAddress replyTo)
      throws MessagingException, IOException {
    var domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    var message = new Identified("<%s@%s>".formatted(email.id().value(), domain));
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, to);
    if (replyTo != null) {
      message.setReplyTo(new InternetAddress[] {replyTo});
    }
    message.setSubject(line(email.subject()), UTF_8.name());
    message.setSentDate(Date.from(email.at()));
    // RFC 3834: a machine wrote this, so holiday notices stay at home.
    message.setHeader("Auto-Submitted", "auto-generated");
    if (email.thread().isPresent()) {
      message.setHeader("References", "<%s@%s>".formatted(line(email.thread().get()), domain));
    }
    unsubscribe(message, email.unsubscribe());
    message.setContent(content(email));
    message.saveChanges();
    var out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toByteArray();
  }

  private static void unsubscribe(MimeMessage message, Optional<URI> link)
      throws MessagingException {
    if (link.isPresent()) {
      message.setHeader("List-Unsubscribe", "<" + link.get().toASCIIString() + ">");
      message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
  }

  private static MimeMultipart content(Email email) throws MessagingException {
    var alternative = new MimeMultipart("alternative");
    alternative.addBodyPart(text(email.text(), "plain"));
    alternative.addBodyPart(text(email.html(), "html")); // the last one is what readers prefer
    if (email.attachments().isEmpty()) {
      return alternative;
    }
    var body = new MimeBodyPart();
    body.setContent(alternative);
    var mixed = new MimeMultipart("mixed");
    mixed.addBodyPart(body);
    for (var attachment : email.attachments()) {
      mixed.addBodyPart(file(attachment));
    }
    return mixed;
  }

  private static MimeBodyPart text(String text, String subtype) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(text.replaceAll("\\R", "\r\n"), UTF_8.name(), subtype);
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  private static MimeBodyPart file(Attachment attachment) throws MessagingException {
    var part = new MimeBodyPart();
    part.setDataHandler(
        new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.mediaType())));
    part.setFileName(line(attachment.fileName()));
    part.setDisposition(Part.ATTACHMENT);
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  /** One line: a line break in a name or subject would begin a header of the writer's choice. */
  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  /** The library would number it; ours is the same each time. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(String id) {
      super((Session) null);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
