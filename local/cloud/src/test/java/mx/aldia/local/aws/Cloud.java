package mx.aldia.local.aws;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mx.aldia.local.Console;
import mx.aldia.local.Stack;
import mx.aldia.local.bus.Bus;
import mx.aldia.local.bus.Settlements;
import mx.aldia.local.inbox.Inbox;
import mx.aldia.local.queue.Queues;
import mx.aldia.local.template.Template;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An endpoint that claims to be AWS, with what the contract needs made ready on it. */
record Cloud(
    String name,
    URI endpoint,
    Set<Part> can,
    String bus,
    String ruleQueue,
    String queue,
    String deadLetters,
    String key,
    Optional<Inbox> sent,
    AutoCloseable resources) {
  static final int MAX_RECEIVES = 2;

  private static final String PATTERN =
      "{\"source\":[\"aldia\"],\"detail-type\":[\"contract.matched.v1\"]}";

  /** What an endpoint may lack; what it lacks is skipped by name. */
  enum Part {
    EVENTS,
    QUEUES,
    REDRIVE,
    KEYS,
    MAIL,
    SMS
  }

  /** The parts of this machine. */
  static Cloud embedded(Path folder) {
    var wall = Clock.systemUTC();
    var endpoint = new AwsEndpoint(new Console(System.err, wall));
    var template =
        Template.parse(
            """
            Resources:
              SecretsKey: {Type: AWS::KMS::Key}
              Bus: {Type: AWS::Events::EventBus, Properties: {Name: contract}}
              RuleQueue: {Type: AWS::SQS::Queue}
              DeadLetters: {Type: AWS::SQS::Queue}
              Queue:
                Type: AWS::SQS::Queue
                Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt DeadLetters.Arn, maxReceiveCount: 2}}
              Rule:
                Type: AWS::Events::Rule
                Properties:
                  EventPattern: {source: [aldia], detail-type: [contract.matched.v1]}
                  Targets: [{Id: q, Arn: !GetAtt RuleQueue.Arn}]
            """);
    var stack = new Stack(template, endpoint.uri().toString(), Map.of());
    var queues = new Queues(stack, folder.resolve("queues"), wall);
    var inbox = new Inbox(folder.resolve("inbox"), wall, (_, _, _) -> {});
    EventBridge.on(endpoint, new Bus(stack, queues, new Settlements(), wall));
    Sqs.on(endpoint, queues);
    Messaging.on(endpoint, inbox);
    Kms.on(endpoint, KeyFile.open(folder.resolve("kms.key")), stack.arn("SecretsKey"));
    String account = endpoint.uri() + "/" + Stack.ACCOUNT + "/";
    return new Cloud(
        "this machine",
        endpoint.uri(),
        EnumSet.allOf(Part.class),
        "contract",
        account + "RuleQueue",
        account + "Queue",
        account + "DeadLetters",
        stack.arn("SecretsKey"),
        Optional.of(inbox),
        endpoint);
  }

  /** Any other endpoint: what is needed is made there, under names of its own. */
  static Cloud at(String url) {
    var endpoint = URI.create(url);
    var id = "contract-" + UUID.randomUUID();
    var can = EnumSet.allOf(Part.class);
    for (String missing : System.getProperty("cloud.lacks", "").split(",", -1)) {
      if (!missing.isBlank()) {
        can.remove(Part.valueOf(missing.strip()));
      }
    }
    var cloud = new Cloud(url, endpoint, can, id, "", "", "", "", Optional.empty(), () -> {});
    try (var sqs = cloud.queues();
        var events = cloud.events();
        var kms = cloud.keys();
        var ses = cloud.mail()) {
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
          url, endpoint, can, id, ruleQueue, queue, deadLetters, key, Optional.empty(), () -> {});
    }
  }

  EventBridgeClient events() {
    return client(EventBridgeClient.builder());
  }

  SqsClient queues() {
    return client(SqsClient.builder());
  }

  KmsClient keys() {
    return client(KmsClient.builder());
  }

  SesV2Client mail() {
    return client(SesV2Client.builder());
  }

  SnsClient texts() {
    return client(SnsClient.builder());
  }

  void close() {
    try {
      resources.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(endpoint)
        .region(Region.of(Stack.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  private static String arn(SqsClient sqs, String queue) {
    return sqs.getQueueAttributes(
            it -> it.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
  }
}
