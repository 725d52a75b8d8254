package mx.aldia.local.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mx.aldia.testkit.table.LocalTable;

/**
 * {@code ./aldia bench --cost}: dollars for 1,000 lives of an invoice, from units and times
 * measured now, calls counted by what a life sets off, and the prices in {@code prices.json}.
 */
final class Cost {
  private static final BigDecimal LIVES = BigDecimal.valueOf(1_000);
  private static final BigDecimal GIGABYTE_IN_KILOBYTES = BigDecimal.valueOf(1_000_000);
  private static final int TIMED = 15;

  private final Path root;
  private final Progress progress;
  private final JsonNode prices;

  Cost(Path root, Progress progress) {
    this.root = root;
    this.progress = progress;
    try (var file = Cost.class.getResourceAsStream("prices.json")) {
      this.prices =
          JsonMapper.builder()
              .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
              .build()
              .readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is paid for, how much of it a life takes, and by which price. */
  private record Item(String what, String count, BigDecimal quantity, String price) {
    Item(String what, String count, long quantity, String price) {
      this(what, count, BigDecimal.valueOf(quantity), price);
    }
  }

  void tell(PrintStream out) {
    progress.say("living %d times".formatted(TIMED + 1));
    var units =
        Life.lived(LocalTable.create()).steps().values().stream().reduce(Units.NONE, Units::plus);
    var millis = millis();
    var total = BigDecimal.ZERO;
    var lines = new ArrayList<String>();
    for (var item : items(units, millis)) {
      var dollars = LIVES.multiply(dollars(item.price(), item.quantity()));
      total = total.add(dollars);
      lines.add("| %s | %s | %.4f |".formatted(item.what(), item.count(), dollars));
    }
    lines.add("| **1,000 invoice lives** | | **%.2f** |".formatted(total));
    lines.forEach(out::println);
    write(lines, millis);
  }

  private Map<String, Double> millis() {
    var table = LocalTable.create();
    var all = new HashMap<String, List<Double>>();
    for (int i = 0; i < TIMED; i++) {
      Life.timed(table)
          .millis()
          .forEach((step, time) -> all.computeIfAbsent(step, _ -> new ArrayList<>()).add(time));
    }
    var middles = new HashMap<String, Double>();
    all.forEach(
        (step, times) ->
            middles.put(
                step, Median.of(times.stream().mapToDouble(Double::doubleValue).toArray())));
    return middles;
  }

  /** Gigabyte-seconds: delivery has 2 GB, all others one. */
  private static BigDecimal gigabyteSeconds(Map<String, Double> millis) {
    return BigDecimal.valueOf(
        millis.entrySet().stream()
            .mapToDouble(it -> it.getValue() / 1000 * (it.getKey().equals("deliver") ? 2 : 1))
            .sum());
  }

  private static BigDecimal gigabytes(int kilobytes) {
    return BigDecimal.valueOf(kilobytes).divide(GIGABYTE_IN_KILOBYTES);
  }

  private static List<Item> items(Units units, Map<String, Double> millis) {
    // Nine steps; two of them are called over HTTP, each behind the authorizer, and the events of
    // a life reach the relay in batches of one at worst.
    int steps = millis.size();
    int events = 10;
    int toQueues = 4;
    int commands = 4;
    int mails = 5;
    int authorized = 2;
    return List.of(
        new Item("DynamoDB, writes", units.writes() + " write units", units.writes(), "write unit"),
        new Item(
            "DynamoDB, reads",
            "%.0f read units".formatted(units.reads() + authorized),
            BigDecimal.valueOf(units.reads() + authorized),
            "read unit"),
        new Item("DynamoDB, kept a year", "20 KB", gigabytes(20 * 12), "table GB-month"),
        new Item(
            "Lambda, requests",
            (steps + authorized + events) + " invocations",
            steps + authorized + events,
            "invocation"),
        new Item(
            "Lambda, time",
            "%.2f GB-s".formatted(gigabyteSeconds(millis)),
            gigabyteSeconds(millis),
            "GB-second"),
        new Item("HTTP API", authorized + " requests", authorized, "HTTP request"),
        new Item("EventBridge", events + " events", events, "event"),
        new Item(
            "SQS",
            (toQueues + commands) * 3 + " requests (send, receive, delete)",
            (toQueues + commands) * 3L,
            "queue request"),
        new Item("SES, messages", mails + " mails", mails, "mail"),
        new Item("SES, attachments", "one PDF, 45 KB", gigabytes(45), "attachment GB"),
        new Item("CloudWatch Logs", "12 KB", gigabytes(12), "log GB"));
  }

  /** What so much of it costs. */
  private BigDecimal dollars(String name, BigDecimal quantity) {
    var price = prices.path("prices").path(name);
    return quantity
        .multiply(price.path("dollars").decimalValue())
        .divide(price.path("per").decimalValue(), MathContext.DECIMAL64);
  }

  private void write(List<String> lines, Map<String, Double> millis) {
    var page = new StringBuilder("# What it costs\n\n");
    page.append(
        """
        Dollars for 1,000 lives of an invoice (issued, delivered, three reminders, overdue, paid, thanked) in %s, as
        `./aldia bench --cost` counts them: write and read units as AWS bills them and the functions' times measured in that
        run (%.0f ms warm in all, the table beside them, mail taken at once), calls counted by what a life sets off. Without free
        tiers, taxes, cold starts and data that leaves AWS.

        """
            .formatted(
                prices.path("region").asText(),
                millis.values().stream().mapToDouble(Double::doubleValue).sum()));
    page.append("| What | Of which a life takes | Dollars |\n|---|---|---|\n");
    lines.forEach(line -> page.append(line).append('\n'));
    page.append(
        """

        Beside that it costs what it costs to be there: the sweep, each minute, %.2f dollars a month (43,200 invocations and
        about 33 read units each), one KMS key 1 dollar, one secret 0.40, alarms 0.10 each.

        ## Prices

        From [prices.json](../local/bench/src/main/resources/mx/aldia/local/bench/prices.json), %s. AWS's own pages were not
        at hand: what is marked so was found stated elsewhere, the rest is from memory. Look before you rely on it.

        | | Dollars | Per | Source |
        |---|---|---|---|
        """
            .formatted(sweepDollars(), prices.path("asOf").asText()));
    prices
        .path("prices")
        .properties()
        .forEach(
            it ->
                page.append(
                    "| %s | %s | %,d | %s |%n"
                        .formatted(
                            it.getKey(),
                            it.getValue().path("dollars").asText(),
                            it.getValue().path("per").asLong(),
                            it.getValue().path("source").asText())));
    try {
      Files.writeString(root.resolve("docs/cost.md"), page, StandardCharsets.UTF_8);
      progress.say("written to docs/cost.md");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a month's sweeps, each a fifth of a second. */
  private BigDecimal sweepDollars() {
    var each =
        dollars("read unit", BigDecimal.valueOf(33))
            .add(dollars("invocation", BigDecimal.ONE))
            .add(dollars("GB-second", new BigDecimal("0.2")));
    return each.multiply(BigDecimal.valueOf(60 * 24 * 30));
  }
}
