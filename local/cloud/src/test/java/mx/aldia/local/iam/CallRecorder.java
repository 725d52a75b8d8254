package mx.aldia.local.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SelectedAuthScheme;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Hears every call that any SDK client of this JVM makes, as the action and resource that IAM would
 * be asked about, under the name that signs it: a function's own. The SDK finds it by its file in
 * {@code software/amazon/awssdk/global/handlers}.
 */
public final class CallRecorder implements ExecutionInterceptor {
  private static final Map<String, Set<String>> HEARD = new ConcurrentHashMap<>();

  /** What was called under this name: {@code dynamodb:Query Table/index/byOwner}. */
  static Set<String> of(String caller) {
    return new TreeSet<>(HEARD.getOrDefault(caller, Set.of()));
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes about) {
    caller(about)
        .ifPresent(
            it ->
                HEARD
                    .computeIfAbsent(it, _ -> new ConcurrentSkipListSet<>())
                    .addAll(calls(context.request()).toList()));
  }

  private static Optional<String> caller(ExecutionAttributes about) {
    SelectedAuthScheme<?> scheme =
        about.getAttribute(SdkInternalExecutionAttribute.SELECTED_AUTH_SCHEME);
    return scheme != null && scheme.identity().join() instanceof AwsCredentialsIdentity identity
        ? Optional.of(identity.accessKeyId())
        : Optional.empty();
  }

  private static Stream<String> calls(SdkRequest request) {
    return switch (request) {
      case GetItemRequest _ -> Stream.of("dynamodb:GetItem Table");
      case BatchGetItemRequest _ -> Stream.of("dynamodb:BatchGetItem Table");
      case PutItemRequest _ -> Stream.of("dynamodb:PutItem Table");
      case UpdateItemRequest _ -> Stream.of("dynamodb:UpdateItem Table");
      case DeleteItemRequest _ -> Stream.of("dynamodb:DeleteItem Table");
      case QueryRequest query ->
          Stream.of(
              "dynamodb:Query Table"
                  + Optional.ofNullable(query.indexName()).map("/index/"::concat).orElse(""));
      case TransactWriteItemsRequest transaction ->
          transaction.transactItems().stream().map(CallRecorder::write);
      case SendMessageRequest send -> Stream.of("sqs:SendMessage " + queue(send.queueUrl()));
      case SendMessageBatchRequest send -> Stream.of("sqs:SendMessage " + queue(send.queueUrl()));
      case GetQueueAttributesRequest ask ->
          Stream.of("sqs:GetQueueAttributes " + queue(ask.queueUrl()));
      case PutEventsRequest _ -> Stream.of("events:PutEvents Bus");
      case GenerateDataKeyRequest _ -> Stream.of("kms:GenerateDataKey SecretsKey");
      case DecryptRequest _ -> Stream.of("kms:Decrypt SecretsKey");
      // One call in the SDK; which of both actions IAM asks for depends on how the mail is given.
      case SendEmailRequest _ -> Stream.of("ses:SendEmail mail", "ses:SendRawEmail mail");
      case PublishRequest publish ->
          Stream.of("sns:Publish " + (publish.phoneNumber() == null ? "topic" : "number"));
      default -> Stream.of("unknown:" + request.getClass().getSimpleName() + " unknown");
    };
  }

  /** A transaction is allowed by the actions of its parts. */
  private static String write(TransactWriteItem item) {
    return "dynamodb:%s Table"
        .formatted(
            item.put() != null
                ? "PutItem"
                : item.update() != null
                    ? "UpdateItem"
                    : item.delete() != null ? "DeleteItem" : "ConditionCheckItem");
  }

  private static String queue(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** For messages. */
  static List<String> callers() {
    return HEARD.keySet().stream().sorted().toList();
  }
}
