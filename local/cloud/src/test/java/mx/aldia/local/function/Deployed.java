package mx.aldia.local.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.Message;
import mx.aldia.domain.tenant.GatewayAccount;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.given.House;
import mx.aldia.given.Stores;
import mx.aldia.local.Console;
import mx.aldia.local.Stack;
import mx.aldia.local.aws.AwsEndpoint;
import mx.aldia.local.aws.EventBridge;
import mx.aldia.local.aws.KeyFile;
import mx.aldia.local.aws.Kms;
import mx.aldia.local.aws.Messaging;
import mx.aldia.local.aws.Sqs;
import mx.aldia.local.bus.Bus;
import mx.aldia.local.bus.Settlements;
import mx.aldia.local.inbox.Inbox;
import mx.aldia.local.queue.Queues;
import mx.aldia.local.template.Template;
import mx.aldia.table.GatewaySecrets;
import mx.aldia.table.KmsKeys;
import mx.aldia.table.Secrets;
import mx.aldia.testkit.table.LocalTable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * An AWS account for one function alone: a table with the business that {@code events/} speaks of,
 * queues that nobody reads, a bus, a key, an inbox.
 */
final class Deployed implements AutoCloseable {
  /** What a file in {@code events/} has where only a running deployment knows the token. */
  static final String SAMPLE_TOKEN = "kJ2yH0s7Qm9vT4bXc1Zr5A";

  static final String WEBHOOK_SECRET = "whsec_SampleOfStripe";

  private final LocalTable table = LocalTable.create();
  private final AwsEndpoint endpoint;
  private final Stack stack;
  private final Queues queues;
  private final Inbox inbox;
  private final House house;

  /**
   * Opens an account.
   *
   * @param cfdi whether the business's invoices are CFDI
   */
  Deployed(Template template, Path folder, Tenant.Cfdi cfdi) {
    var wall = Clock.systemUTC();
    endpoint = new AwsEndpoint(new Console(System.err, wall));
    stack = stack(template, endpoint.uri().toString());
    queues = new Queues(stack, folder.resolve("dead-letters"), wall);
    inbox = new Inbox(folder.resolve("inbox"), wall, (_, _, _) -> {});
    EventBridge.on(endpoint, new Bus(stack, queues, new Settlements(), wall));
    Sqs.on(endpoint, queues);
    Messaging.on(endpoint, inbox);
    Kms.on(endpoint, KeyFile.open(folder.resolve("kms.key")), stack.arn("SecretsKey"));
    house = House.ofTheEvents(table, cfdi);
  }

  /** The template as {@link Deployed} deploys it. */
  static Stack stack(Template template, String awsEndpoint) {
    return new Stack(
        template,
        awsEndpoint,
        Map.of(
            "PublicOrigin",
            Stores.ORIGIN,
            "MailFrom",
            "cobranza@aldia.example",
            "SandboxMail",
            "send",
            "OperatorKeyHash",
            "0".repeat(64),
            "LinkSecret",
            Stores.LINK_KEY));
  }

  House house() {
    return house;
  }

  InvoiceId invoice() {
    return new InvoiceId(house.id(), "inv_01KE9ZB0M0000000000000000B");
  }

  CustomerId customer() {
    return new CustomerId(house.id(), "cus_01KE9ZB0M0000000000000000C");
  }

  /** What customers are given in place of {@link #SAMPLE_TOKEN}. */
  String token() {
    var link = house.stores().links().page(invoice(), 1);
    return link.substring(link.lastIndexOf('/') + 1);
  }

  /** The tenant's account at Stripe, its secret sealed under this account's key. */
  void connectsStripe() {
    var tenants = house.stores().tenants();
    tenants.saveGateway(
        house.id(),
        new GatewayAccount("stripe", true, false, Optional.empty(), House.MONDAY),
        Map.of(
            GatewaySecrets.WEBHOOK_SECRET,
            gatewaySecrets()
                .seal(house.id(), "stripe", GatewaySecrets.WEBHOOK_SECRET, WEBHOOK_SECRET)));
  }

  GatewaySecrets gatewaySecrets() {
    var kms =
        KmsClient.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.of(Stack.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    return new GatewaySecrets(
        house.stores().tenants(), new Secrets(new KmsKeys(kms, stack.arn("SecretsKey"))));
  }

  List<Message> messages() {
    return house.stores().messages().of(invoice());
  }

  /** Mail that left for an address, as text. */
  List<String> mailTo(String address) {
    return inbox.all().stream()
        .filter(it -> it.to().contains(address))
        .map(it -> new String(inbox.mime(it), UTF_8))
        .toList();
  }

  /** How many messages wait in a queue. */
  int waitingIn(String queue) {
    return queues.ofArn(Stack.queueArn(queue)).depth().visible();
  }

  /**
   * What a function finds in its environment: what template.yaml gives it, what Lambda itself sets,
   * and where AWS is.
   */
  Map<String, String> environment(String function) {
    var environment = new HashMap<>(stack.variables(function));
    environment.replace("TABLE_NAME", table.name());
    environment.putAll(
        Map.of(
            "AWS_REGION",
            Stack.REGION,
            "AWS_ACCESS_KEY_ID",
            "test",
            "AWS_SECRET_ACCESS_KEY",
            "test",
            "AWS_LAMBDA_FUNCTION_NAME",
            function,
            "AWS_LAMBDA_FUNCTION_VERSION",
            "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "1024",
            "AWS_ENDPOINT_URL",
            endpoint.uri().toString(),
            "AWS_ENDPOINT_URL_DYNAMODB",
            table.endpoint().toString()));
    return environment;
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
