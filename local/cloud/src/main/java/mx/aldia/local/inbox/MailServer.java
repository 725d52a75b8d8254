package mx.aldia.local.inbox;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mx.aldia.local.Console;

/**
 * GreenMail: every mail goes through SMTP once, so that one which no mail server would take is
 * noticed here. It forgets with the process; the inbox does not.
 */
public final class MailServer implements Inbox.PostOffice, AutoCloseable {
  private static final int ANY_FREE_PORT = 0;

  private final Console console;
  private final ExecutorService line =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
  private final GreenMail server =
      new GreenMail(new ServerSetup(ANY_FREE_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  public MailServer(Console console) {
    this.console = console;
    line.execute(server::start); // half a second that no one waits for
  }

  @Override
  public void hand(byte[] mime, String from, List<String> to) {
    line.execute(() -> deliver(mime, from, to));
  }

  @Override
  public void close() {
    line.shutdownNow();
    server.stop();
  }

  private void deliver(byte[] mime, String from, List<String> to) {
    var properties = new Properties();
    properties.setProperty("mail.smtp.from", address(from));
    var session = Session.getInstance(properties);
    try (Transport smtp = session.getTransport("smtp")) {
      smtp.connect("127.0.0.1", server.getSmtp().getPort(), null, null);
      var recipients = new InternetAddress[to.size()];
      for (int i = 0; i < recipients.length; i++) {
        recipients[i] = new InternetAddress(to.get(i));
      }
      smtp.sendMessage(new MimeMessage(session, new ByteArrayInputStream(mime)), recipients);
    } catch (MessagingException e) {
      console.say("a mail that no mail server would take", e);
    }
  }

  private static String address(String from) {
    try {
      return new InternetAddress(from).getAddress();
    } catch (MessagingException _) {
      return from;
    }
  }
}
