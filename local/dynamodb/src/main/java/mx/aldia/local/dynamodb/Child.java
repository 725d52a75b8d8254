package mx.aldia.local.dynamodb;

import java.io.IOException;
import java.io.PrintStream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * The child process. Its stock server would listen on every interface and load telemetry; this one
 * starts the same handlers on 127.0.0.1 alone. It says its port in one line and lives as long as
 * its standard input stays open, so it dies with its parent, however that ends.
 */
final class Child {
  /** What the one line on standard output begins with; the port follows. */
  static final String READY = "READY ";

  private static final int ANY_FREE_PORT = 0;

  private Child() {}

  /**
   * Serves until standard input ends.
   *
   * @param arguments none for a database in memory, else the folder that keeps it
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream toParent = System.out;
    System.setOut(System.err); // whatever its libraries print must not be taken for the port
    boolean inMemory = arguments.length == 0;
    var requests =
        new LocalDynamoDBRequestHandler(0, inMemory, inMemory ? null : arguments[0], true, false);
    var threads = new QueuedThreadPool(64, 4);
    threads.setDaemon(true);
    var server = new Server(threads);
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(ANY_FREE_PORT);
    server.addConnector(connector);
    server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(requests, null), "/"));
    server.start();
    toParent.println(READY + connector.getLocalPort());
    toParent.flush();
    untilTheParentIsGone();
    server.stop();
    requests.shutdown();
    System.exit(0);
  }

  private static void untilTheParentIsGone() throws IOException {
    while (System.in.read() != -1) {
      // nothing is ever said; the end of the stream is the message
    }
  }
}
