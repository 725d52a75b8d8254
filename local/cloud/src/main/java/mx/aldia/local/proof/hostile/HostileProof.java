package mx.aldia.local.proof.hostile;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mx.aldia.local.LocalCloud;
import mx.aldia.local.proof.Findings;
import mx.aldia.local.proof.Items;

/**
 * {@code ./aldia prove hostile}: seeded requests of every kind that is wrong, over sockets, against
 * the whole on this machine; each answer is judged, and at the end what they left behind.
 */
public final class HostileProof {
  private static final String WRITES_NOTHING =
      "a refusal has written nothing (sampled, by the table's stream)";
  private static final String THERE = "what a 201 said is there can be read";
  private static final String NO_DEAD_LETTERS =
      "nothing that was taken in fails later: no dead letters";
  private static final String NO_FAILURE = "no function failed on a request";

  private static final int AT_ONCE = 4;
  private static final int ROUND = 200;
  private static final int QUIET_ONES = 5;
  private static final int MOST_READ_BACK = 3_000;

  private final LocalCloud cloud;
  private final Path root;
  private final Path home;
  private final int requests;
  private final long seed;
  private final PrintStream out;
  private final Findings findings = new Findings();
  private final Judge judge;
  private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  /**
   * One run against a cloud that is the proof's alone.
   *
   * @param home the cloud's
   */
  public HostileProof(
      LocalCloud cloud, Path root, Path home, int requests, long seed, PrintStream out) {
    this.cloud = cloud;
    this.root = root;
    this.home = home;
    this.requests = requests;
    this.seed = seed;
    this.out = out;
    this.judge = new Judge(findings, cloud.uri().getPort());
  }

  /** Whether everything held; what did not is told with a line for a shell that does it again. */
  public boolean run() throws InterruptedException {
    long begun = System.nanoTime();
    out.println("%d hostile requests, seed %d, at %s".formatted(requests, seed, cloud.uri()));
    var world = new World(cloud.uri(), cloud.operatorKey());
    var attacker = new Attacker(seed, world, Contract.of(root), Clock.systemUTC());
    List.of(
            Judge.NO_5XX,
            Judge.NO_HANG,
            Judge.PROBLEM,
            Judge.READABLE,
            Judge.BARRED,
            Judge.SILENT,
            Judge.INJECTED,
            WRITES_NOTHING,
            THERE)
        .forEach(findings::name);
    try (var quiet = new Quiet(cloud.databaseUri());
        var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (int from = 0; from < requests; from += ROUND) {
        int to = Math.min(from + ROUND, requests);
        int loud = Math.max(from, to - QUIET_ONES);
        var round =
            threads.invokeAll(
                IntStream.range(from, loud)
                    .<Callable<Boolean>>mapToObj(
                        i ->
                            () -> {
                              send(attacker.make(i), world);
                              return true;
                            })
                    .toList());
        for (var one : round) {
          one.get();
        }
        for (int i = loud; i < to; i++) {
          if (quiet.begin(List.of(world.own.tenant, world.stranger.tenant))) {
            sendQuietly(attacker.make(i), world, quiet);
          } else {
            send(attacker.make(i), world);
          }
        }
        if (to % 10_000 == 0) {
          out.println(
              "  %d, %d s".formatted(to, Duration.ofNanos(System.nanoTime() - begun).toSeconds()));
        }
      }
      quiet.begin(List.of(world.own.tenant, world.stranger.tenant));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    audit(world);
    out.println();
    statuses.forEach(
        (status, count) ->
            out.println(
                "  answered %s %d times".formatted(status == 0 ? "nothing" : status, count)));
    out.println();
    out.println("  %-78s %6s %6s".formatted("What was judged", "looked", "broken"));
    findings.print(out, _ -> List.of());
    out.println();
    out.println(
        "%d s, %s"
            .formatted(
                Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                findings.allHold() ? "all held" : "BROKEN; again with --seed " + seed));
    return findings.allHold();
  }

  private int send(Attack attack, World world) {
    var outcome = Wire.send(cloud.uri().getPort(), attack.bytes());
    judge.judge(attack, outcome);
    int status = outcome instanceof Wire.Outcome.Answered answer ? answer.status() : 0;
    statuses.merge(status, 1, Integer::sum);
    if (outcome instanceof Wire.Outcome.Answered answer && status == 201) {
      note(attack, answer, world);
    }
    return status;
  }

  /** What was made is attacked too, and has to be there at the end. */
  private void note(Attack attack, Wire.Outcome.Answered answer, World world) {
    var id = Judge.json(answer).path("id").asText();
    var resource =
        switch (id.substring(0, Math.max(0, id.indexOf('_')))) {
          case "cus" -> "customers";
          case "inv" -> "invoices";
          case "pay" -> "payments";
          case "prd" -> "products";
          case "pol" -> "reminder_policies";
          case "key" -> "api_keys";
          default -> "";
        };
    if (!resource.isEmpty() && !attack.barred()) {
      world.own.has(resource, id);
      if (!resource.equals("api_keys") && made.size() < MOST_READ_BACK) {
        made.add("/v1/" + resource + "/" + id);
      }
    }
  }

  private void sendQuietly(Attack attack, World world, Quiet quiet) {
    quiet.written();
    int status = send(attack, world);
    if (status >= 400 && status < 500) {
      var written = quiet.written();
      judge.look(
          attack,
          WRITES_NOTHING,
          written.isEmpty(),
          "answered %d and wrote %s".formatted(status, written));
    }
  }

  private void audit(World world) {
    for (var path : made) {
      var read =
          new Attack(
              -1,
              "read back",
              "GET",
              path,
              List.of(
                  "Host: localhost", "Connection: close", "Authorization: Bearer " + world.own.key),
              new byte[0],
              false,
              false);
      var outcome = Wire.send(cloud.uri().getPort(), read.bytes());
      // What was made may have been thrown away by a later request: a draft, a customer.
      boolean there =
          outcome instanceof Wire.Outcome.Answered answer
              && (answer.status() == 200
                  ? path.endsWith(Judge.json(answer).path("id").asText("?"))
                  : answer.status() == 404 && path.matches("/v1/(invoices|customers)/.*"));
      judge.look(read, THERE, there, outcome.toString());
    }
    var items = Items.at(cloud.databaseUri());
    items.ledgers("T#" + world.own.tenant, findings);
    items.ledgers("T#" + world.stranger.tenant, findings);
    try (Stream<Path> files =
        Files.isDirectory(home.resolve("dead-letters"))
            ? Files.walk(home.resolve("dead-letters"))
            : Stream.empty()) {
      var letters = files.filter(Files::isRegularFile).map(HostileProof::text).toList();
      findings.look(NO_DEAD_LETTERS, letters.isEmpty(), "", letters::toString);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var failed = home.resolve("functions.log");
    if (Files.exists(failed)) {
      text(failed)
          .lines()
          .filter(it -> it.contains("\"level\":\"ERROR\""))
          .limit(20)
          .forEach(line -> findings.look(NO_FAILURE, false, "", () -> line));
    }
    findings.look(NO_FAILURE, true, "", () -> "");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
