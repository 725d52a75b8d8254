package mx.aldia.local.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import mx.aldia.channels.Channel;
import mx.aldia.channels.Dispatch;
import mx.aldia.channels.EmailChannel;
import mx.aldia.channels.SendOnce;
import mx.aldia.channels.Sms;
import mx.aldia.channels.SmsChannel;
import mx.aldia.sending.Courier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.SesV2ServiceClientConfiguration;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

/** Mail and text messages: who sends them does not always learn what became of them. */
final class Post {
  private static final int TOO_MANY = 429;
  private static final int BAD = 400;
  private static final int BROKEN = 503;

  private final World world;
  private final List<String> taken = new ArrayList<>();
  private final List<String> bounced = new ArrayList<>();
  private @Nullable String texting;

  Post(World world) {
    this.world = world;
  }

  /** The ids of the messages that a provider took, each as often as it did. */
  List<String> taken() {
    return List.copyOf(taken);
  }

  /** Those that a provider refused for good. */
  List<String> bounced() {
    return List.copyOf(bounced);
  }

  Courier courier() {
    var texts = new SmsChannel(new Phone());
    Channel<Sms> named =
        sms -> {
          texting = sms.id().value();
          Dispatch dispatch = texts.send(sms);
          return dispatch;
        };
    return new Courier(
        new EmailChannel(new Mail()), named, "avisos@aldia.example", Courier.Sandbox.SEND);
  }

  /** Fails as providers do; what was taken is written down. */
  private <T> T hand(String id, Supplier<T> receipt, Refusal refusal) {
    return world.call(
        "sends a message",
        List.of(),
        () -> {
          if (world.strikes(Fault.MAIL_REFUSES, "sends a message")) {
            throw refusal.of("TooManyRequestsException", TOO_MANY);
          }
          if (world.strikes(Fault.MAIL_BOUNCES, "sends a message")) {
            bounced.add(id);
            throw refusal.of("BadRequestException", BAD);
          }
          if (world.strikes(Fault.MAIL_FAILS, "sends a message")) {
            throw refusal.of("InternalServerError", BROKEN);
          }
          taken.add(id);
          world.tale().tell(world.now(), () -> "a message is taken by its provider");
          if (world.strikes(Fault.MAIL_TIMES_OUT, "sends a message")) {
            throw ApiCallTimeoutException.create(1);
          }
          return receipt.get();
        });
  }

  private interface Refusal {
    AwsServiceException of(String code, int status);
  }

  private static AwsErrorDetails details(String code) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage("simulated").build();
  }

  private final class Mail implements SesV2Client {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // Nothing is held.
    }

    @Override
    public SesV2ServiceClientConfiguration serviceClientConfiguration() {
      return SesV2ServiceClientConfiguration.builder()
          .overrideConfiguration(SendOnce.configuration())
          .build();
    }

    @Override
    public SendEmailResponse sendEmail(SendEmailRequest request) {
      var id =
          request.emailTags().stream()
              .filter(tag -> tag.name().equals("message"))
              .findFirst()
              .orElseThrow()
              .value();
      return hand(
          id,
          () -> SendEmailResponse.builder().messageId("ses-" + id).build(),
          (code, status) ->
              SesV2Exception.builder().awsErrorDetails(details(code)).statusCode(status).build());
    }
  }

  private final class Phone implements SnsClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // Nothing is held.
    }

    @Override
    public SnsServiceClientConfiguration serviceClientConfiguration() {
      return SnsServiceClientConfiguration.builder()
          .overrideConfiguration(SendOnce.configuration())
          .build();
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
      var id = String.valueOf(texting);
      return hand(
          id,
          () -> PublishResponse.builder().messageId("sns-" + id).build(),
          (code, status) ->
              SnsException.builder()
                  .awsErrorDetails(
                      details(code.equals("BadRequestException") ? "InvalidParameter" : code))
                  .statusCode(status)
                  .build());
    }
  }
}
