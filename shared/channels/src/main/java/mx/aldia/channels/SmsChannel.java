package mx.aldia.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Text messages through Amazon SNS. */
public final class SmsChannel implements Channel<Sms> {
  /** SNS takes no more; it would cut a shorter one in parts of 140 bytes by itself. */
  private static final int LONGEST = 1600;

  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final Set<String> PERMANENT =
      Set.of("InvalidParameter", "ParameterValueInvalid", "OptedOut");

  private final SnsClient sns;

  /**
   * Sends through a client of the caller's.
   *
   * @param sns configured with {@link SendOnce#configuration()}
   */
  public SmsChannel(SnsClient sns) {
    SendOnce.require(sns.serviceClientConfiguration());
    this.sns = sns;
  }

  @Override
  public Dispatch send(Sms sms) {
    if (!E164.matcher(sms.to()).matches()) {
      return new Dispatch.Refused("phone_malformed", true);
    }
    if (sms.text().getBytes(UTF_8).length > LONGEST) {
      return new Dispatch.Refused("text_too_long", true);
    }
    try {
      return new Dispatch.Accepted(sns.publish(request(sms)).messageId());
    } catch (SdkException e) {
      return Failures.read(e, PERMANENT);
    }
  }

  /** Transactional: SNS takes the most reliable route, not the cheapest. */
  private static PublishRequest request(Sms sms) {
    var transactional =
        MessageAttributeValue.builder().dataType("String").stringValue("Transactional").build();
    return PublishRequest.builder()
        .phoneNumber(sms.to())
        .message(sms.text())
        .messageAttributes(Map.of("AWS.SNS.SMS.SMSType", transactional))
        .build();
  }
}
