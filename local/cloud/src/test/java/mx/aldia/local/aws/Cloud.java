package mx.aldia.local.aws;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mx.aldia.local.Stack;
import mx.aldia.local.inbox.Inbox;
import mx.aldia.local.template.TableDefinition;
import mx.aldia.local.template.Template;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * An endpoint that claims to be AWS, with what the contract needs made ready on it.
 *
 * @param can what it says that it can
 * @param dynamo where its tables are
 * @param sent what was sent, where that can be seen
 */
record Cloud(
    String name,
    Set<Part> can,
    URI endpoint,
    URI dynamo,
    String table,
    String bus,
    String ruleQueue,
    String queue,
    String deadLetters,
    String key,
    Optional<Inbox> sent,
    AutoCloseable resources) {
  static final int MAX_RECEIVES = 2;

  /** Before one is opened. */
  static final Cloud NONE =
      new Cloud(
          "none",
          Set.of(),
          URI.create("http://127.0.0.1:1"),
          URI.create("http://127.0.0.1:1"),
          "",
          "",
          "",
          "",
          "",
          "",
          Optional.empty(),
          () -> {});

  private static final Path ROOT =
      Path.of(System.getProperty("aldia.root", "../..")).toAbsolutePath();

  private static final String PATTERN =
      "{\"source\":[\"aldia\"],\"detail-type\":[\"contract.matched.v1\"]}";

  /** What an endpoint may lack; what it lacks is skipped by name. */
  enum Part {
    TABLE("keep a table"),
    STREAM("tell a table's stream"),
    EVENTS("carry events to queues"),
    QUEUES("keep queues"),
    REDRIVE("bring dead letters back (StartMessageMoveTask)"),
    KEYS("keep keys"),
    MAIL("take raw mail (SES v2)"),
    SMS("take text messages"),
    NUMBERS("refuse what is no telephone number (Publish)");

    private final String says;

    Part(String says) {
      this.says = says;
    }

    /** After "cannot". */
    String says() {
      return says;
    }
  }

  /** An endpoint as it presents itself: what it cannot is known of it. */
  static Cloud at(String url) {
    if (answers(url + "/moto-api/")) {
      return at(url, "moto", EnumSet.of(Part.REDRIVE, Part.NUMBERS));
    }
    return at(url, url, EnumSet.noneOf(Part.class));
  }

  /** An endpoint other than our own: what is needed is made there, under names of its own. */
  static Cloud at(String url, String name, EnumSet<Part> lacks) {
    var endpoint = URI.create(url);
    var id = "contract-" + UUID.randomUUID();
    var can = EnumSet.complementOf(lacks);
    var bare =
        new Cloud(
            name, can, endpoint, endpoint, id, id, "", "", "", "", Optional.empty(), () -> {});
    try (var sqs = bare.queues();
        var events = bare.events();
        var kms = bare.keys();
        var ses = bare.mail();
        var tables = bare.tables()) {
      tables.createTable(new TableDefinition(Template.of(ROOT)).request(id));
      String deadLetters = sqs.createQueue(it -> it.queueName(id + "-dead")).queueUrl();
      String redrive =
          "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
              .formatted(arn(sqs, deadLetters), MAX_RECEIVES);
      String queue =
          sqs.createQueue(
                  it ->
                      it.queueName(id)
                          .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)))
              .queueUrl();
      String ruleQueue = sqs.createQueue(it -> it.queueName(id + "-rule")).queueUrl();
      events.createEventBus(it -> it.name(id));
      events.putRule(it -> it.name(id).eventBusName(id).eventPattern(PATTERN));
      events.putTargets(
          it ->
              it.rule(id)
                  .eventBusName(id)
                  .targets(Target.builder().id("q").arn(arn(sqs, ruleQueue)).build()));
      String key = can.contains(Part.KEYS) ? kms.createKey().keyMetadata().arn() : "";
      if (can.contains(Part.MAIL)) {
        ses.createEmailIdentity(it -> it.emailIdentity("a@aldia.example"));
      }
      return new Cloud(
          name,
          can,
          endpoint,
          endpoint,
          id,
          id,
          ruleQueue,
          queue,
          deadLetters,
          key,
          Optional.empty(),
          () -> {});
    }
  }

  /** The same, and what is to be closed after it. */
  Cloud closing(AutoCloseable other) {
    return new Cloud(
        name, can, endpoint, dynamo, table, bus, ruleQueue, queue, deadLetters, key, sent, other);
  }

  /** All that the table's stream tells, from its beginning. */
  List<Record> streamed() {
    try (var streams = client(DynamoDbStreamsClient.builder(), dynamo);
        var tables = tables()) {
      var arn = tables.describeTable(it -> it.tableName(table)).table().latestStreamArn();
      var told = new ArrayList<Record>();
      for (var shard :
          streams.describeStream(it -> it.streamArn(arn)).streamDescription().shards()) {
        @Nullable String iterator =
            streams
                .getShardIterator(
                    it ->
                        it.streamArn(arn)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        for (boolean more = true; more && iterator != null; ) {
          var from = iterator;
          var page = streams.getRecords(it -> it.shardIterator(from));
          told.addAll(page.records());
          more = page.hasRecords() && !page.records().isEmpty();
          iterator = page.nextShardIterator();
        }
      }
      return told;
    }
  }

  DynamoDbClient tables() {
    return client(DynamoDbClient.builder(), dynamo);
  }

  EventBridgeClient events() {
    return client(EventBridgeClient.builder(), endpoint);
  }

  SqsClient queues() {
    return client(SqsClient.builder(), endpoint);
  }

  KmsClient keys() {
    return client(KmsClient.builder(), endpoint);
  }

  SesV2Client mail() {
    return client(SesV2Client.builder(), endpoint);
  }

  SnsClient texts() {
    return client(SnsClient.builder(), endpoint);
  }

  void close() {
    try {
      resources.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, URI endpoint) {
    return builder
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(endpoint)
        .region(Region.of(Stack.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  private static boolean answers(String url) {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.discarding());
      return answer.statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String arn(SqsClient sqs, String queue) {
    return sqs.getQueueAttributes(
            it -> it.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
  }
}
