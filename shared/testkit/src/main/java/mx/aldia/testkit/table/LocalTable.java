package mx.aldia.testkit.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mx.aldia.local.dynamodb.DynamoDbLocal;
import mx.aldia.local.template.TableDefinition;
import mx.aldia.local.template.Template;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A fresh, empty table as {@code template.yaml} defines it, on the one DynamoDB Local of this test
 * JVM. That one is started by the first table (about two seconds) and ends with the JVM.
 *
 * <pre>{@code
 * private static final LocalTable TABLE = LocalTable.create();
 * private final InvoiceStore store = new InvoiceStore(TABLE.client(), TABLE.name(), ...);
 * }</pre>
 */
public final class LocalTable {
  private static final AtomicInteger TABLES = new AtomicInteger();

  private final String name;
  private final DynamoDbClient client;

  private LocalTable(String name) {
    this.name = name;
    this.client = connect(List.of());
  }

  /** Makes a table of its own for the caller, usually one per test class. */
  public static LocalTable create() {
    var table = new LocalTable("table-" + TABLES.incrementAndGet());
    table.client.createTable(Shared.DEFINITION.request(table.name));
    return table;
  }

  /** The table's name, different from every other's. */
  public String name() {
    return name;
  }

  /** A client in plain weather, shared by all who ask. */
  public DynamoDbClient client() {
    return client;
  }

  /** A client in the given weather: see {@link Weather}. */
  public DynamoDbClient client(ExecutionInterceptor weather) {
    return connect(List.of(weather));
  }

  /** Where DynamoDB Local answers; it takes any credentials and any region. */
  public URI endpoint() {
    return Shared.DATABASE.endpoint();
  }

  private static DynamoDbClient connect(List<ExecutionInterceptor> interceptors) {
    return DynamoDbClient.builder()
        .endpointOverride(Shared.DATABASE.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(configuration -> configuration.executionInterceptors(interceptors))
        .build();
  }

  /** Made on first use and then shared by the whole JVM. */
  private static final class Shared {
    static final TableDefinition DEFINITION = new TableDefinition(Template.of(root()));
    static final DynamoDbLocal DATABASE = DynamoDbLocal.inMemory(root(), log());

    private static Path root() {
      String root = System.getProperty("aldia.root");
      if (root == null) {
        throw new IllegalStateException(
            "Set -Daldia.root to the project's folder; Maven does it by itself.");
      }
      return Path.of(root);
    }

    private static Path log() {
      try {
        Path log = Files.createTempFile("dynamodb-local", ".log");
        log.toFile().deleteOnExit();
        return log;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
