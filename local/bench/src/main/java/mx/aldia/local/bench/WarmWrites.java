package mx.aldia.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import mx.aldia.domain.id.Ulid;
import mx.aldia.given.House;
import mx.aldia.given.Stores;
import mx.aldia.issuance.IssuanceHandler;
import mx.aldia.payments.PaymentsHandler;
import mx.aldia.table.Deployment;
import mx.aldia.table.Secrets;
import mx.aldia.table.Table;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.table.LocalTable;

/**
 * Issue, part payment and settlement through their functions, beside the bare writes of the same
 * items: the very requests that the function made, sent again under fresh keys by the same client.
 */
final class WarmWrites {
  private static final String COMMAND = "./aldia bench writes";
  private static final double MOST = 2.0;
  private static final int ROUNDS = 5;
  private static final int MANY = 16;

  private final House house;
  private final LocalTable table;
  private final Recorder recorder = new Recorder();
  private final HttpCaller issuance;
  private final HttpCaller payments;
  private final String customer;
  private final int each;

  private WarmWrites(int each) {
    this.each = each;
    this.table = LocalTable.create();
    this.house = House.live(table);
    this.customer = house.customer().id().value();
    var key = Stores.LINK_KEY.getBytes(UTF_8);
    var deployment =
        new Deployment(
            new Table(table.client(recorder), table.name()),
            house.wall(),
            new Ulid(house.wall()),
            () -> key,
            Stores.ORIGIN,
            () -> new Secrets(new NoKeys()));
    Map<String, Object> caller =
        Map.of("tenant", house.id().value(), "mode", "live", "scopes", "*");
    this.issuance = new HttpCaller(new IssuanceHandler(deployment), caller, Map.of());
    this.payments = new HttpCaller(new PaymentsHandler(deployment), caller, Map.of());
  }

  /**
   * Measures all three, with one client and with 16.
   *
   * @param each how many in a round
   */
  static List<Row> measure(int each) {
    return new WarmWrites(each).rows();
  }

  private List<Row> rows() {
    var rows = new ArrayList<Row>();
    for (int clients : List.of(1, MANY)) {
      rows.addAll(compared("Issue", clients, _ -> issue()));
      var open = new Shelf();
      rows.addAll(compared("Part payment", clients, _ -> pay(open.take(), 50_000)));
      var owing = new Shelf();
      rows.addAll(compared("Settlement", clients, _ -> pay(owing.take(), 116_000)));
    }
    return rows;
  }

  /** Invoices made beforehand, each given out once. */
  private final class Shelf {
    private final List<String> invoices = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    Shelf() {
      int needed = (ROUNDS + 1) * each + 1;
      for (int i = 0; i < needed; i++) {
        invoices.add(issue());
      }
    }

    String take() {
      return invoices.get(next.getAndIncrement());
    }
  }

  private List<Row> compared(String what, int clients, IntConsumer ours) {
    recorder.begin();
    ours.accept(0);
    var replay = new Replay(table.client(), recorder.end());
    IntConsumer bare = _ -> replay.once();
    run(clients, each, ours);
    run(clients, each, bare);
    var oursTimes = new ArrayList<Timed>();
    var bareTimes = new ArrayList<Timed>();
    for (int round = 0;
        round < ROUNDS;
        round++) { // in turns: what else the machine does falls on both
      bareTimes.add(run(clients, each, bare));
      oursTimes.add(run(clients, each, ours));
    }
    double ratio = middle(bareTimes, true) / middle(oursTimes, true);
    var name = "%s, %d client%s".formatted(what, clients, clients == 1 ? "" : "s");
    var shown =
        "%.2f x (%.0f a second, p95 %.1f ms; bare %.0f, %.1f ms)"
            .formatted(
                ratio,
                middle(oursTimes, true),
                middle(oursTimes, false),
                middle(bareTimes, true),
                middle(bareTimes, false));
    return List.of(Row.most(name, ratio, shown, MOST, "2 x the bare writes", COMMAND));
  }

  private static double middle(List<Timed> times, boolean rate) {
    return Median.of(
        times.stream().mapToDouble(it -> rate ? it.perSecond() : it.p95Millis()).toArray());
  }

  private record Timed(double perSecond, double p95Millis) {}

  private static Timed run(int clients, int count, IntConsumer work) {
    var times = new double[count];
    var next = new AtomicInteger();
    var all = new ArrayList<Future<?>>();
    long begun = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(clients)) {
      for (int client = 0; client < clients; client++) {
        all.add(
            threads.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    long before = System.nanoTime();
                    work.accept(i);
                    times[i] = (System.nanoTime() - before) / 1e6;
                  }
                }));
      }
    }
    for (var one : all) {
      if (one.state() == Future.State.FAILED) {
        throw new IllegalStateException("a client gave up", one.exceptionNow());
      }
    }
    return new Timed(count * 1e9 / (System.nanoTime() - begun), Median.p95(times));
  }

  private String issue() {
    var reply =
        issuance.post(
            "/v1/invoices",
            """
            {'customer':'%s','days_until_due':15,'issue':true,'lines':[
              {'description':'Diseño de menú','quantity':'1','unit_price':'1000.00',
               'taxes':[{'type':'iva','rate':'0.16'}]}]}
            """
                .formatted(customer));
    if (reply.status() != 201) {
      throw new IllegalStateException(reply.text());
    }
    return reply.value("id");
  }

  private void pay(String invoice, long amount) {
    var reply =
        payments.post(
            "/v1/invoices/%s/payments".formatted(invoice),
            "{'amount':%d,'method':'transfer','reference':'%s %d'}"
                .formatted(amount, invoice, amount));
    if (reply.status() != 201) {
      throw new IllegalStateException(reply.text());
    }
  }
}
