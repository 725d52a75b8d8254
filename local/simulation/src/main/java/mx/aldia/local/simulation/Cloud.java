package mx.aldia.local.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mx.aldia.delivery.DeliveryHandler;
import mx.aldia.documents.RenderingHandler;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.issuance.IssuanceHandler;
import mx.aldia.local.simulation.table.Change;
import mx.aldia.paper.Printer;
import mx.aldia.payments.PaymentsHandler;
import mx.aldia.payments.ProviderEventsHandler;
import mx.aldia.portal.PortalHandler;
import mx.aldia.relay.RelayHandler;
import mx.aldia.reminders.SendingHandler;
import mx.aldia.reminders.SweepHandler;
import mx.aldia.stamping.StampingHandler;
import mx.aldia.table.Deployment;
import mx.aldia.table.Secrets;
import mx.aldia.table.Table;
import mx.aldia.tenants.ClockHandler;
import mx.aldia.tenants.TenantsHandler;
import mx.aldia.thanks.ThanksHandler;

/**
 * All functions, wired as the template wires them, over one table, one bus and the template's
 * queues.
 */
final class Cloud {
  static final String ORIGIN = "https://pagos.example";
  private static final byte[] LINK_KEY = "a link key of thirty-two bytes or more".getBytes(UTF_8);
  private static final String REMINDERS = "RemindersQueue";
  private static final String CLOCKS = "ClockQueue";

  private final World world;
  private final Names names = new Names();
  private final Queues queues;
  private final Bus bus;
  private final Post post;
  private final Stream stream;
  private final Http http;
  private final Deployment deployment;
  private final SweepHandler sweep;

  Cloud(World world, Setting setting, Ground ground) {
    this.world = world;
    this.queues = new Queues(world, names);
    this.bus = new Bus(world, setting, queues, names);
    this.post = new Post(world);
    var wall = world.wall();
    var table = new Table(new StormyTable(world, ground.client()), ground.name(), world);
    this.deployment =
        new Deployment(
            table,
            wall,
            new Ulid(wall, world::chance),
            () -> LINK_KEY,
            ORIGIN,
            () -> new Secrets(new OneKey()));
    var courier = post.courier();
    // A page takes a PDF library tens of milliseconds, and says nothing of what is proved here.
    Printer printer = (_, _) -> "%PDF".getBytes(UTF_8);
    Map<String, RequestHandler<SQSEvent, SQSBatchResponse>> readers =
        Map.of(
            "DocumentRendering", new RenderingHandler(deployment),
            "InvoiceDelivery", new DeliveryHandler(deployment, courier, printer),
            "ProviderEvents", new ProviderEventsHandler(deployment),
            "TaxStamping", new StampingHandler(deployment),
            "ThankYouMessages", new ThanksHandler(deployment, courier, printer),
            "ReminderSending", new SendingHandler(deployment, courier),
            "ClockAdvance", new ClockHandler(table, queues, REMINDERS, CLOCKS, wall, world));
    for (var queue : setting.queues().values()) {
      var reader = readers.get(queue.function());
      if (reader == null) {
        throw new IllegalStateException("nobody plays " + queue.function());
      }
      queues.add(new Queue(world, queue, setting.limit(queue.function()), reader));
    }
    this.stream =
        new Stream(
            world,
            names,
            setting.limit("EventRelay"),
            new RelayHandler(bus, "aldia-events", world::sleep));
    this.sweep = new SweepHandler(table, queues, REMINDERS, CLOCKS, wall);
    this.http =
        new Http(
            world,
            setting.limit("InvoiceIssuance"),
            new IssuanceHandler(deployment),
            new PaymentsHandler(deployment),
            new TenantsHandler(deployment, queues, CLOCKS),
            new PortalHandler(deployment));
  }

  /** As the table's stream has it; also what is new in the table gets its name. */
  void tell(List<Change> changes, String maker) {
    for (var change : changes) {
      if (change.before().isEmpty()) {
        names.born(change.pk(), maker);
        if (change.sk().startsWith("EVENT#")) {
          var event = new Fact(change.after().orElseThrow());
          names.event(event.text("id"), event.text("type") + " of " + names.partition(change.pk()));
        }
      }
      stream.tell(change);
    }
  }

  void sweep(String name, Duration limit) {
    world.process(name, limit, () -> sweep.handleRequest(Map.of(), new Surroundings(limit)));
  }

  /** Whether nothing is under way. */
  boolean isQuiet() {
    return stream.isEmpty() && queues.all().stream().allMatch(Queue::isEmpty);
  }

  Names names() {
    return names;
  }

  Queues queues() {
    return queues;
  }

  Bus bus() {
    return bus;
  }

  Post post() {
    return post;
  }

  Http http() {
    return http;
  }

  Deployment deployment() {
    return deployment;
  }

  /** A key service that keeps no secret from anybody: KMS fails in other tests. */
  private static final class OneKey implements Secrets.KeyWrap {
    private static final byte[] KEY = new byte[32];

    @Override
    public Secrets.DataKey generate(TenantId tenant, String name) {
      return new Secrets.DataKey(KEY, KEY);
    }

    @Override
    public byte[] open(TenantId tenant, String name, byte[] encrypted) {
      return encrypted.clone();
    }
  }
}
