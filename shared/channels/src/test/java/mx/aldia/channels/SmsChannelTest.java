package mx.aldia.channels;

import static org.assertj.core.api.Assertions.assertThat;

import mx.aldia.domain.message.MessageId;
import mx.aldia.domain.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

class SmsChannelTest {
  private final Provider provider = new Provider();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void a_text_is_published_to_the_phone_as_transactional() {
    provider.answers(
        200,
        "<PublishResponse><PublishResult><MessageId>sns-1</MessageId></PublishResult>"
            + "</PublishResponse>");

    assertThat(channel().send(sms("+525512345678", "Hola, año")))
        .isEqualTo(new Dispatch.Accepted("sns-1"));
    assertThat(provider.forms().getFirst())
        .contains("PhoneNumber=%2B525512345678", "Message=Hola%2C+a%C3%B1o", "=Transactional");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5512345678", "+0012345678", "+52 55 1234 5678", "+525512345678x"})
  void what_is_no_phone_never_reaches_the_provider(String phone) {
    assertThat(channel().send(sms(phone, "Hola")))
        .isEqualTo(new Dispatch.Refused("phone_malformed", true));
    assertThat(provider.forms()).isEmpty();
  }

  @Test
  void a_text_longer_than_sns_takes_is_refused_here() {
    assertThat(channel().send(sms("+525512345678", "ñ".repeat(801))))
        .isEqualTo(new Dispatch.Refused("text_too_long", true));
  }

  @Test
  void a_phone_that_opted_out_is_refused_for_good() {
    provider.answers(
        400,
        "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameter</Code>"
            + "<Message>phone number is opted out</Message></Error></ErrorResponse>");

    assertThat(channel().send(sms("+525512345678", "Hola")))
        .isEqualTo(new Dispatch.Refused("InvalidParameter", true));
  }

  private static Sms sms(String to, String text) {
    return new Sms(new MessageId(new TenantId("ten_1"), "msg_01JA"), to, text);
  }

  private SmsChannel channel() {
    return new SmsChannel(
        SnsClient.builder()
            .endpointOverride(provider.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(SendOnce.configuration())
            .build());
  }
}
