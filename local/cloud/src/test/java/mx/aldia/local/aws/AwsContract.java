package mx.aldia.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import mx.aldia.local.aws.Cloud.Part;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * What our functions, and who runs them, rely on of AWS, said in calls of its SDK. It is asked of
 * the parts of this machine always, and of whatever else claims to be AWS, so that the stand-ins
 * cannot drift from what they stand for. What one declares that it cannot is skipped by name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AwsContract implements TableContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Cloud cloud = Cloud.NONE;

  /** The endpoint that is asked, with what the contract needs made ready on it. */
  abstract Cloud open(Path folder);

  @BeforeAll
  void ready(@TempDir Path folder) {
    cloud = open(folder);
  }

  @AfterAll
  void close() {
    cloud.close();
  }

  @Override
  public Cloud cloud() {
    return cloud;
  }

  @Test
  void an_event_goes_to_the_queue_of_the_rule_it_matches() throws Exception {
    requires(Part.EVENTS);
    var id = UUID.randomUUID().toString();

    var answer =
        cloud
            .events()
            .putEvents(
                put ->
                    put.entries(
                        event("contract.matched.v1", detail(id)),
                        event("contract.other.v1", detail(id))));

    assertThat(answer.failedEntryCount()).isZero();
    assertThat(answer.entries()).hasSize(2).allSatisfy(it -> assertThat(it.eventId()).isNotBlank());
    Message received = receive(cloud.ruleQueue()).getFirst();
    JsonNode body = JSON.readTree(received.body());
    assertThat(body.path("detail-type").asText()).isEqualTo("contract.matched.v1");
    assertThat(body.path("source").asText()).isEqualTo("aldia");
    assertThat(body.path("detail").path("id").asText()).isEqualTo(id);
    assertThat(body.path("time").asText()).endsWith("Z");
    delete(cloud.ruleQueue(), received);
    assertThat(receiveNow(cloud.ruleQueue())).isEmpty();
  }

  @Test
  void of_several_events_each_is_answered_for_itself() {
    requires(Part.EVENTS);

    var answer =
        cloud
            .events()
            .putEvents(
                put ->
                    put.entries(
                        event("contract.other.v1", "{}"), event("contract.other.v1", "no json")));

    assertThat(answer.failedEntryCount()).isEqualTo(1);
    assertThat(answer.entries().get(0).eventId()).isNotBlank();
    assertThat(answer.entries().get(1).eventId()).isNull();
    assertThat(answer.entries().get(1).errorCode()).isEqualTo("MalformedDetail");
  }

  @Test
  void eleven_events_are_too_many() {
    requires(Part.EVENTS);

    assertThatExceptionOfType(
            software.amazon.awssdk.services.eventbridge.model.EventBridgeException.class)
        .isThrownBy(
            () ->
                cloud
                    .events()
                    .putEvents(
                        put ->
                            put.entries(
                                IntStream.range(0, 11)
                                    .mapToObj(_ -> event("contract.other.v1", "{}"))
                                    .toList())))
        .satisfies(
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
  }

  @Test
  void a_batch_of_messages_comes_out_as_it_went_in() {
    requires(Part.QUEUES);
    var attribute = MessageAttributeValue.builder().dataType("String").stringValue("ñ").build();

    var answer =
        cloud
            .queues()
            .sendMessageBatch(
                send ->
                    send.queueUrl(cloud.queue())
                        .entries(
                            SendMessageBatchRequestEntry.builder()
                                .id("a")
                                .messageBody("uno ñ")
                                .messageAttributes(Map.of("k", attribute))
                                .build(),
                            SendMessageBatchRequestEntry.builder()
                                .id("b")
                                .messageBody("dos")
                                .build()));

    assertThat(answer.successful()).extracting(it -> it.id()).containsExactlyInAnyOrder("a", "b");
    var received = receive(cloud.queue());
    received.forEach(it -> delete(cloud.queue(), it));
    assertThat(received).extracting(Message::body).containsExactlyInAnyOrder("uno ñ", "dos");
  }

  @Test
  void a_message_that_is_not_deleted_comes_back_and_is_counted() {
    requires(Part.QUEUES);
    cloud.queues().sendMessage(send -> send.queueUrl(cloud.queue()).messageBody("again"));

    Message first = receive(cloud.queue()).getFirst();
    assertThat(receiveNow(cloud.queue())).isEmpty();
    cloud
        .queues()
        .changeMessageVisibility(
            it ->
                it.queueUrl(cloud.queue())
                    .receiptHandle(first.receiptHandle())
                    .visibilityTimeout(0));
    Message second = receive(cloud.queue()).getFirst();

    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.attributesAsStrings()).containsEntry("ApproximateReceiveCount", "2");
    delete(cloud.queue(), second);
  }

  @Test
  void what_comes_too_often_goes_to_the_dead_letters() {
    requires(Part.QUEUES);
    poison();

    assertThat(depth(cloud.deadLetters())).isEqualTo("1");
    Message dead = receive(cloud.deadLetters()).getFirst();
    assertThat(dead.body()).isEqualTo("poison");
    delete(cloud.deadLetters(), dead);
  }

  @Test
  void dead_letters_can_be_sent_back() {
    requires(Part.REDRIVE);
    poison();

    cloud.queues().startMessageMoveTask(move -> move.sourceArn(arn(cloud.deadLetters())));

    Message back = receive(cloud.queue()).getFirst();
    assertThat(back.body()).isEqualTo("poison");
    delete(cloud.queue(), back);
    assertThat(depth(cloud.deadLetters())).isEqualTo("0");
  }

  /** A message that nobody can work on. */
  private void poison() {
    cloud.queues().sendMessage(send -> send.queueUrl(cloud.queue()).messageBody("poison"));
    for (int i = 0; i < Cloud.MAX_RECEIVES; i++) {
      Message message = receive(cloud.queue()).getFirst();
      cloud
          .queues()
          .changeMessageVisibility(
              it ->
                  it.queueUrl(cloud.queue())
                      .receiptHandle(message.receiptHandle())
                      .visibilityTimeout(0));
    }
    assertThat(receiveNow(cloud.queue())).isEmpty();
  }

  @Test
  void a_delayed_message_waits() {
    requires(Part.QUEUES);
    cloud
        .queues()
        .sendMessage(send -> send.queueUrl(cloud.queue()).messageBody("later").delaySeconds(1));

    assertThat(receiveNow(cloud.queue())).isEmpty();
    Message later = receive(cloud.queue()).getFirst();
    assertThat(later.body()).isEqualTo("later");
    delete(cloud.queue(), later);
  }

  @Test
  void a_data_key_opens_under_its_own_context_alone() {
    requires(Part.KEYS);
    var context = Map.of("tenant", "ten_1", "name", "stripe");

    var key =
        cloud
            .keys()
            .generateDataKey(
                it ->
                    it.keyId(cloud.key()).keySpec(DataKeySpec.AES_256).encryptionContext(context));

    assertThat(key.plaintext().asByteArray()).hasSize(32);
    assertThat(
            cloud
                .keys()
                .decrypt(it -> it.ciphertextBlob(key.ciphertextBlob()).encryptionContext(context))
                .plaintext())
        .isEqualTo(key.plaintext());
    assertThatExceptionOfType(InvalidCiphertextException.class)
        .isThrownBy(
            () ->
                cloud
                    .keys()
                    .decrypt(
                        it ->
                            it.ciphertextBlob(key.ciphertextBlob())
                                .encryptionContext(Map.of("tenant", "ten_2", "name", "stripe"))));
  }

  @Test
  void a_small_secret_is_encrypted_and_opened() {
    requires(Part.KEYS);
    var secret = SdkBytes.fromUtf8String("sk_test_1");

    var sealed =
        cloud.keys().encrypt(it -> it.keyId(cloud.key()).plaintext(secret)).ciphertextBlob();

    assertThat(sealed).isNotEqualTo(secret);
    assertThat(cloud.keys().decrypt(it -> it.ciphertextBlob(sealed).keyId(cloud.key())).plaintext())
        .isEqualTo(secret);
  }

  @Test
  void a_raw_mail_is_taken_and_named() {
    requires(Part.MAIL);
    var mime =
        "From: a@aldia.example\r\nTo: b@aldia.example\r\nSubject: Hola\r\n\r\nTexto\r\n"
            .getBytes(StandardCharsets.UTF_8);

    var id =
        cloud
            .mail()
            .sendEmail(
                send ->
                    send.fromEmailAddress("a@aldia.example")
                        .destination(to -> to.toAddresses("b@aldia.example"))
                        .content(
                            content -> content.raw(raw -> raw.data(SdkBytes.fromByteArray(mime)))))
            .messageId();

    assertThat(id).isNotBlank();
    cloud
        .sent()
        .ifPresent(
            inbox ->
                assertThat(inbox.find(id))
                    .hasValueSatisfying(it -> assertThat(inbox.mime(it)).isEqualTo(mime)));
  }

  @Test
  void a_text_message_goes_to_a_number() {
    requires(Part.SMS);

    var id =
        cloud
            .texts()
            .publish(it -> it.phoneNumber("+525555550100").message("Hola ñ & <b>"))
            .messageId();

    assertThat(id).isNotBlank();
    cloud
        .sent()
        .ifPresent(
            inbox ->
                assertThat(inbox.find(id))
                    .hasValueSatisfying(it -> assertThat(it.text()).isEqualTo("Hola ñ & <b>")));
  }

  @Test
  void what_is_no_number_gets_no_text_message() {
    requires(Part.NUMBERS);

    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> cloud.texts().publish(it -> it.phoneNumber("12").message("no")));
  }

  private PutEventsRequestEntry event(String type, String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName(cloud.bus())
        .source("aldia")
        .detailType(type)
        .detail(detail)
        .build();
  }

  private static String detail(String id) {
    return "{\"id\":\"%s\"}".formatted(id);
  }

  private List<Message> receive(String queue) {
    return cloud
        .queues()
        .receiveMessage(
            it ->
                it.queueUrl(queue)
                    .maxNumberOfMessages(10)
                    .waitTimeSeconds(5)
                    .messageSystemAttributeNamesWithStrings("All"))
        .messages();
  }

  private List<Message> receiveNow(String queue) {
    return cloud
        .queues()
        .receiveMessage(it -> it.queueUrl(queue).maxNumberOfMessages(10))
        .messages();
  }

  private void delete(String queue, Message message) {
    cloud.queues().deleteMessage(it -> it.queueUrl(queue).receiptHandle(message.receiptHandle()));
  }

  private String depth(String queue) {
    return attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  private String arn(String queue) {
    return attribute(queue, QueueAttributeName.QUEUE_ARN);
  }

  private String attribute(String queue, QueueAttributeName name) {
    var attributes =
        cloud
            .queues()
            .getQueueAttributes(it -> it.queueUrl(queue).attributeNames(name))
            .attributes();
    return attributes.getOrDefault(name, "");
  }
}
