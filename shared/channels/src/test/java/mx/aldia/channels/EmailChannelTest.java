package mx.aldia.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.SesV2ClientBuilder;

class EmailChannelTest {
  private final Provider provider = new Provider();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void a_mail_is_accepted_under_the_providers_id() {
    provider.answers(200, "{\"MessageId\":\"ses-1\"}");

    assertThat(channel().send(Letters.invoice())).isEqualTo(new Dispatch.Accepted("ses-1"));

    var request = provider.received().getFirst();
    assertThat(request.at("/Destination/ToAddresses/0").asText()).isEqualTo("ana@cliente.example");
    assertThat(request.at("/FromEmailAddress").asText())
        .isEqualTo("=?UTF-8?Q?Estudio_=C3=91and=C3=BA=2C_S=2EC=2E?= <avisos@aldia.example>");
    assertThat(request.at("/EmailTags/1/Value").asText()).isEqualTo("msg_01JA");
  }

  @Test
  void what_reaches_an_inbox_over_smtp_is_what_was_written() throws Exception {
    provider.answers(200, "{\"MessageId\":\"ses-1\"}");
    channel().send(Letters.invoice());
    var inbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    inbox.start();
    try {
      post(inbox, raw(provider.received().getFirst()));

      var mail = inbox.getReceivedMessages()[0];
      assertThat(mail.getSubject()).isEqualTo(Letters.invoice().subject());
      assertThat(mail.getMessageID()).isEqualTo("<msg_01JA@aldia.example>");
      var parts = (jakarta.mail.Multipart) mail.getContent();
      assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(Letters.PDF);
      var texts = (jakarta.mail.Multipart) parts.getBodyPart(0).getContent();
      assertThat(texts.getBodyPart(0).getContent()).isEqualTo("Hola Ana:\r\nson $1,160.00 €");
    } finally {
      inbox.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, MessageRejected, true",
    "400, BadRequestException, true",
    "400, SendingPausedException, false",
    "400, AccountSuspendedException, false",
    "400, MailFromDomainNotVerifiedException, false",
    "400, LimitExceededException, false",
    "403, AccessDeniedException, false",
    "404, NotFoundException, false",
    "429, TooManyRequestsException, false",
  })
  void what_the_provider_refuses_was_not_sent(int status, String code, boolean permanent) {
    provider.fails(status, code);

    assertThat(channel().send(Letters.invoice())).isEqualTo(new Dispatch.Refused(code, permanent));
    assertThat(provider.received()).hasSize(1);
  }

  @Test
  void a_failure_of_the_provider_may_have_sent_it() {
    provider.fails(500, "InternalServiceError");

    assertThat(channel().send(Letters.invoice()))
        .isEqualTo(new Dispatch.Unknown("InternalServiceError"));
    assertThat(provider.received()).hasSize(1);
  }

  @Test
  void a_line_cut_before_the_answer_may_have_sent_it_and_is_not_tried_again() {
    provider.answers(200, "{\"MessageId\":\"ses-1\"}");
    channel().send(Letters.invoice()); // the next one goes over a connection that is kept alive
    provider.hangsUp();

    assertThat(channel().send(Letters.invoice())).isEqualTo(new Dispatch.Unknown("no_answer"));
    assertThat(provider.received()).hasSize(2);
  }

  @Test
  void a_provider_that_cannot_be_reached_sent_nothing() {
    var channel = channel();
    provider.close();

    assertThat(channel.send(Letters.invoice()))
        .isEqualTo(new Dispatch.Refused("unreachable", false));
  }

  @Test
  void an_address_that_is_none_never_reaches_the_provider() {
    var email = Letters.to(Mailbox.of("ana@x.example\r\nBcc: b@x.example"), "Hola", "hola");

    assertThat(channel().send(email)).isEqualTo(new Dispatch.Refused("address_malformed", true));
    assertThat(provider.received()).isEmpty();
  }

  @Test
  void a_client_that_would_send_again_by_itself_is_not_taken() {
    assertThatThrownBy(() -> new EmailChannel(client().build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SendOnce");
    assertThatThrownBy(() -> new EmailChannel(client().overrideConfiguration(c -> {}).build()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private EmailChannel channel() {
    return new EmailChannel(client().overrideConfiguration(SendOnce.configuration()).build());
  }

  private SesV2ClientBuilder client() {
    return SesV2Client.builder()
        .endpointOverride(provider.uri())
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(UrlConnectionHttpClient.create());
  }

  private static byte[] raw(JsonNode request) {
    return Base64.getDecoder().decode(request.at("/Content/Raw/Data").asText().getBytes(UTF_8));
  }

  private static void post(GreenMail inbox, byte[] mime) throws Exception {
    var session = inbox.getSmtp().createSession();
    try (var transport = session.getTransport("smtp")) {
      transport.connect();
      transport.sendMessage(
          new MimeMessage((Session) null, new ByteArrayInputStream(mime)),
          new Address[] {new InternetAddress("ana@cliente.example")});
    }
  }
}
