package mx.aldia.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import mx.aldia.local.inbox.Inbox;

/**
 * SES v2 and SNS: whatever is sent by either ends up in the inbox, and is safe before it is
 * answered.
 */
public final class Messaging {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

  private final Inbox inbox;

  private Messaging(Inbox inbox) {
    this.inbox = inbox;
  }

  /** Puts both services on an endpoint. */
  public static void on(AwsEndpoint endpoint, Inbox inbox) {
    var messaging = new Messaging(inbox);
    endpoint
        .onPost("/v2/email/outbound-emails", messaging::sendEmail)
        .onForm("Publish", messaging::publish);
  }

  private JsonNode sendEmail(ObjectNode request) throws AwsError {
    String data = request.path("Content").path("Raw").path("Data").asText();
    if (data.isEmpty()) {
      throw new AwsError("BadRequestException", "Only raw content is known on one machine.");
    }
    var to = request.path("Destination").path("ToAddresses");
    if (to.isEmpty()) {
      throw new AwsError("BadRequestException", "Missing required destination.");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    request
        .path("EmailTags")
        .forEach(tag -> tags.put(tag.path("Name").asText(), tag.path("Value").asText()));
    String id =
        inbox.takeMail(
            Base64.getDecoder().decode(data),
            request.path("FromEmailAddress").asText(),
            StreamSupport.stream(to.spliterator(), false).map(JsonNode::asText).toList(),
            tags);
    return JSON.createObjectNode().put("MessageId", id);
  }

  private String publish(Map<String, String> form) throws AwsError {
    String to = form.getOrDefault("PhoneNumber", "");
    if (!E164.matcher(to).matches()) {
      throw new AwsError(
          "InvalidParameter", "Invalid parameter: PhoneNumber Reason: " + to + " is not valid");
    }
    String id = inbox.takeSms(to, form.getOrDefault("Message", ""));
    return """
        <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>%s</MessageId></PublishResult><ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata></PublishResponse>
        """
        .formatted(id, UUID.randomUUID());
  }
}
