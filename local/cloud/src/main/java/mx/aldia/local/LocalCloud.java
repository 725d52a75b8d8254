package mx.aldia.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mx.aldia.local.aws.AwsEndpoint;
import mx.aldia.local.aws.EventBridge;
import mx.aldia.local.aws.KeyFile;
import mx.aldia.local.aws.Kms;
import mx.aldia.local.aws.Messaging;
import mx.aldia.local.aws.Sqs;
import mx.aldia.local.bus.Bus;
import mx.aldia.local.bus.Settlements;
import mx.aldia.local.dynamodb.DynamoDbLocal;
import mx.aldia.local.function.Functions;
import mx.aldia.local.gateway.Gateway;
import mx.aldia.local.inbox.Inbox;
import mx.aldia.local.inbox.InboxPages;
import mx.aldia.local.inbox.MailServer;
import mx.aldia.local.queue.QueueReader;
import mx.aldia.local.queue.QueueSource;
import mx.aldia.local.queue.Queues;
import mx.aldia.local.schedule.Ticker;
import mx.aldia.local.stream.Checkpoint;
import mx.aldia.local.stream.StreamReader;
import mx.aldia.local.stream.StreamSource;
import mx.aldia.local.template.TableDefinition;
import mx.aldia.local.template.Template;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Everything that AWS is to the functions, and the functions, in this process and one folder. */
public final class LocalCloud implements AutoCloseable {
  private static final String MAIL_FROM = "cobranza@aldia.local";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Console console;
  private final Gateway gateway;
  private final AwsEndpoint aws;
  private final DynamoDbLocal database;
  private final Functions functions;
  private final Secrets secrets;

  /**
   * How one is run.
   *
   * @param root the project, built
   * @param template what runs here
   * @param port of the API; 0 for any free one
   * @param tick in place of the schedules' own rates
   * @param asLambda each function from its zip in its own JVM, not all in this one
   */
  public record Settings(
      Path root,
      Template template,
      Home home,
      int port,
      Optional<Duration> tick,
      boolean asLambda) {}

  /**
   * Starts one; it is complete when this returns.
   *
   * @throws java.net.BindException if another process has the port
   */
  public static LocalCloud start(Settings settings, Console console) throws IOException {
    return new LocalCloud(settings, Clock.systemUTC(), console);
  }

  private LocalCloud(Settings settings, Clock wall, Console console) throws IOException {
    var home = settings.home();
    this.console = console;
    this.gateway = closing(new Gateway(settings.port(), wall, console));
    try {
      this.database =
          closing(DynamoDbLocal.inFolder(settings.root(), home.data(), home.databaseLog()));
      this.aws = closing(new AwsEndpoint(console));
      var kms = KeyFile.open(home.kmsKey());
      this.secrets = new Secrets(home, kms);
      var stack = new Stack(settings.template(), aws.uri().toString(), parameters());
      var streamArn = table(stack);

      var queues = new Queues(stack, home.deadLetters(), wall);
      var settlements = new Settlements();
      var bus = new Bus(stack, queues, settlements, wall);
      var inbox = new Inbox(home.inbox(), wall, closing(new MailServer(console)));
      EventBridge.on(aws, bus);
      Sqs.on(aws, queues);
      Messaging.on(aws, inbox);
      Kms.on(aws, kms, stack.arn("SecretsKey"));

      this.functions = closing(functions(settings, stack, wall));
      var streamSource = StreamSource.of(stack);
      var stream =
          closing(
              new StreamReader(
                  streams(),
                  streamArn,
                  streamSource,
                  functions,
                  new Checkpoint(home.checkpoint(), settlements),
                  queues.ofArn(streamSource.failuresArn()),
                  console));
      functions.afterEach(stream::nudge);
      for (var source : QueueSource.all(stack)) {
        closing(new QueueReader(source, queues.ofArn(source.queueArn()), functions, console));
      }
      Ticker.all(stack, settings.tick(), functions, wall, console).forEach(this::closing);
      gateway.start(stack, functions, Map.of("/inbox", new InboxPages(inbox, queues)::handle));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Where the API answers. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + gateway.port());
  }

  /** Where AWS's protocols are answered, all but DynamoDB's. */
  public URI awsUri() {
    return aws.uri();
  }

  /** Where DynamoDB answers. */
  public URI databaseUri() {
    return database.endpoint();
  }

  /** The operator's key, in the clear. */
  public String operatorKey() {
    return secrets.operatorKey();
  }

  /** Its functions, for whoever calls one by hand. */
  public Functions functions() {
    return functions;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) { // whatever one part does, the others are closed too
        console.say("closing", e);
      }
    }
  }

  private Functions functions(Settings settings, Stack stack, Clock wall) {
    var home = settings.home();
    return settings.asLambda()
        ? Functions.eachInItsOwn(
            stack, surroundings(), wall, settings.root(), home.functions(), home.functionsLog())
        : Functions.inThisProcess(stack, surroundings(), wall);
  }

  private Map<String, String> parameters() {
    var parameters = new HashMap<>(secrets.parameters());
    parameters.put("PublicOrigin", uri().toString());
    parameters.put("MailFrom", MAIL_FROM);
    parameters.put("SandboxMail", "send"); // into the inbox of this machine
    return parameters;
  }

  /** What Lambda itself sets in every function's environment, but for its name and role. */
  private Map<String, String> surroundings() {
    return Map.of(
        "AWS_REGION",
        Stack.REGION,
        "AWS_SECRET_ACCESS_KEY",
        "local",
        "AWS_ENDPOINT_URL",
        aws.uri().toString(),
        "AWS_ENDPOINT_URL_DYNAMODB",
        database.endpoint().toString());
  }

  /** The stream's ARN; the table is made at the first start. */
  private String table(Stack stack) {
    try (var client =
        DynamoDbClient.builder()
            .endpointOverride(database.endpoint())
            .region(Region.of(Stack.REGION))
            .credentialsProvider(credentials())
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      try {
        client.createTable(new TableDefinition(stack.template()).request(stack.tableName()));
      } catch (ResourceInUseException _) {
        // it was made by a former start
      }
      return client
          .describeTable(ask -> ask.tableName(stack.tableName()))
          .table()
          .latestStreamArn();
    }
  }

  private DynamoDbStreamsClient streams() {
    return closing(
        DynamoDbStreamsClient.builder()
            .endpointOverride(database.endpoint())
            .region(Region.of(Stack.REGION))
            .credentialsProvider(credentials())
            .httpClient(UrlConnectionHttpClient.create())
            .build());
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  }

  private <T extends AutoCloseable> T closing(T part) {
    parts.push(part);
    return part;
  }
}
