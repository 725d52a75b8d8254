package mx.aldia.local.proof.crash;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import mx.aldia.local.proof.Findings;
import mx.aldia.local.proof.Folders;
import mx.aldia.local.proof.Items;
import mx.aldia.local.proof.UpProcess;
import mx.aldia.local.template.Template;

/**
 * {@code ./aldia prove crashes}: the whole of {@code ./aldia up} is killed again and again while
 * businesses issue, are paid and remind over HTTP; at the end every word that was given is held
 * against what is there: the API, the table, and the mails on disk.
 */
public final class CrashProof {
  private static final String NEVER_FAILS = "the API never answers that it has failed";
  private static final String NO_DEAD_LETTERS = "no dead letters";
  private static final String COMES_TO_ITS_END = "every story comes to its end";

  private static final int MOST_BUSINESSES = 8;

  private static final Duration LET_GO = Duration.ofSeconds(125);

  private final Path root;
  private final int kills;
  private final int invoices;
  private final long seed;
  private final PrintStream out;
  private final Clock wall = Clock.systemUTC();
  private final Findings findings = new Findings();
  private final Journal journal = new Journal(wall);

  /**
   * One run.
   *
   * @param seed of what happens and when it is killed; how the threads meet is left to chance
   */
  public CrashProof(Path root, int kills, int invoices, long seed, PrintStream out) {
    this.root = root;
    this.kills = kills;
    this.invoices = invoices;
    this.seed = seed;
    this.out = out;
  }

  /** Whether everything held; what did not is told with its story, and its home is left there. */
  public boolean run() throws InterruptedException {
    long begun = System.nanoTime();
    var folder = Folders.make("crashes");
    out.println("%d invoices, %d kills, seed %d, in %s".formatted(invoices, kills, seed, folder));
    try (var up = new UpProcess(root, folder.resolve("home"))) {
      prove(up);
    }
    out.println(
        "%d s, %s"
            .formatted(
                Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                findings.allHold()
                    ? "all held"
                    : "BROKEN; see %s, or again with --seed %d".formatted(folder, seed)));
    if (findings.allHold()) {
      Folders.delete(folder);
    }
    return findings.allHold();
  }

  private void prove(UpProcess up) throws InterruptedException {
    var client = new Client(up.uri(), journal);
    int count = Math.clamp(invoices / 5, 1, MOST_BUSINESSES);
    int steps = invoices < 100 ? 6 : 20;
    var pace = new Pace(count * steps, kills);
    var businesses = new ArrayList<Business>();
    for (int i = 0; i < count; i++) {
      int share = invoices / count + (i < invoices % count ? 1 : 0);
      businesses.add(
          new Business("b" + (i + 1), share, steps, seed * 31 + i, client, pace, findings, wall));
    }
    var killer = new Killer(up, seed, pace, findings, out);
    boolean ended;
    try {
      ended = live(businesses, killer, up, pace);
    } catch (UpProcess.Dead e) {
      hung(e, businesses, up);
      findings.print(out, this::story);
      return;
    }
    // What hung is audited too, as far as it came: what it left behind says why.
    businesses.removeIf(business -> business.tenant().isEmpty());
    if (ended && invoices >= 100) {
      closeGaps(businesses);
    }
    for (var business : businesses) {
      new ApiAudit(client, business, findings).audit();
    }
    client.failures().forEach(failure -> findings.look(NEVER_FAILS, false, "", () -> failure));
    findings.look(NEVER_FAILS, true, "", () -> "");
    Thread.sleep(2_000); // what nobody waits for is relayed too
    up.stop();
    var items = Items.of(root, up.home());
    var post = Post.in(up.home().resolve("inbox"));
    var messages = new HashSet<String>();
    var consumers = consumers();
    int doubles = 0;
    for (var business : businesses) {
      var audit = new TableAudit(items, post, business, consumers, findings);
      audit.audit();
      messages.addAll(audit.messages());
      doubles += audit.doubles();
    }
    TableAudit.known(post, messages, findings);
    deadLetters(up.home().resolve("dead-letters"));
    tell(client, killer, businesses, items, post, doubles);
  }

  /** A number that was let go is certain not to be used any more after two minutes. */
  private static void closeGaps(List<Business> businesses) throws InterruptedException {
    for (var business : businesses) {
      if (business.hasGaps()) {
        Thread.sleep(LET_GO);
        break;
      }
    }
    for (var business : businesses) {
      business.closeGaps();
    }
  }

  /** Whether every business came to its end, while everything runs. */
  private boolean live(List<Business> businesses, Killer killer, UpProcess up, Pace pace)
      throws InterruptedException, UpProcess.Dead {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lives = new ArrayList<Future<?>>();
      for (var business : businesses) {
        lives.add(
            threads.submit(
                () -> {
                  business.live(operatorKey(up.home()));
                  return true;
                }));
      }
      try {
        killer.kill(kills, () -> progress(pace, businesses));
        pace.noMoreKills();
        for (var life : lives) {
          await(life, pace, businesses);
        }
        return true;
      } catch (ExecutionException e) {
        hung(e, businesses, up);
        return false;
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private void hung(Exception e, List<Business> businesses, UpProcess up) {
    findings.look(
        COMES_TO_ITS_END,
        false,
        "",
        () ->
            "%s; where they were: %s; the log is %s"
                .formatted(
                    e.getMessage(), businesses.stream().map(Business::at).toList(), up.log()));
  }

  private void await(Future<?> life, Pace pace, List<Business> businesses)
      throws InterruptedException, ExecutionException {
    while (true) {
      try {
        life.get(15, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException _) {
        out.println("  no more kills  " + progress(pace, businesses));
      }
    }
  }

  /** It is made at the first start. */
  private static String operatorKey(Path home) throws InterruptedException {
    var file = home.resolve("operator.key");
    while (!Files.exists(file)) {
      Thread.sleep(50);
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String progress(Pace pace, List<Business> businesses) {
    int issued = businesses.stream().mapToInt(it -> it.told().invoices.size()).sum();
    int paid = businesses.stream().mapToInt(it -> it.told().payments.size()).sum();
    int told = businesses.stream().mapToInt(it -> it.told().cards.size()).sum();
    return "%3d %%: %d invoices, %d payments by hand, %d by card"
        .formatted(pace.percent(), issued, paid, told);
  }

  /** By type of event, how many queues of the template wait for it. */
  private Map<String, Integer> consumers() {
    var consumers = new HashMap<String, Integer>();
    for (var rule : Template.of(root).resources("AWS::Events::Rule").values()) {
      for (var type : rule.get("Properties").get("EventPattern").get("detail-type").elements()) {
        consumers.merge(
            type.text().replaceFirst("^internal\\.", "").replaceFirst("\\.v\\d+$", ""),
            1,
            Integer::sum);
      }
    }
    return consumers;
  }

  private void deadLetters(Path folder) {
    try (Stream<Path> files = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
      var letters = files.filter(Files::isRegularFile).toList();
      findings.look(NO_DEAD_LETTERS, letters.isEmpty(), "", letters::toString);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(
      Client client,
      Killer killer,
      List<Business> businesses,
      Items items,
      Post post,
      int doubles) {
    out.println();
    out.println("What was done");
    count("kill -9 of the main process", kills);
    count("  of these while it was starting", killer.inStart());
    count("calls that were answered", client.answered());
    count("calls that nobody answered", client.swallowed());
    count("invoices answered", businesses.stream().mapToInt(it -> it.told().invoices.size()).sum());
    count(
        "invoices that nobody answered, and nobody asked again",
        businesses.stream()
            .mapToInt(it -> it.told().invoicesAsked.size() - it.told().invoices.size())
            .sum());
    count(
        "payments by hand answered",
        businesses.stream().mapToInt(it -> it.told().payments.size()).sum());
    count("card payments told", businesses.stream().mapToInt(it -> it.told().cards.size()).sum());
    count(
        "reversed, refunded",
        businesses.stream()
            .mapToInt(it -> it.told().reversed.size() + it.told().cardsRefunded.size())
            .sum());
    count(
        "taken back, given up",
        businesses.stream()
            .mapToInt(it -> it.told().voided.size() + it.told().givenUp.size())
            .sum());
    count("mails and texts on disk", post.size());
    count("  of these sent again, for their first sender had died", doubles);
    count("items in the table", items.size());
    out.println();
    out.println("  %-78s %6s %6s".formatted("What was audited", "looked", "broken"));
    findings.print(out, about -> story(about, items, businesses));
    out.println();
  }

  private void count(String what, long number) {
    out.println("  %-78s %6d".formatted(what, number));
  }

  private List<String> story(String about) {
    return journal.of(about);
  }

  /** What the callers saw, then what the table tells of the invoice. */
  private List<String> story(String about, Items items, List<Business> businesses) {
    var lines = new ArrayList<String>();
    for (var business : businesses) {
      for (var order : business.orders()) {
        if (order.token.equals(about) || order.invoice().equals(Optional.of(about))) {
          lines.add("%s, %s, %s".formatted(order.token, order.fate, order.temper));
          lines.addAll(journal.of(order.token));
          order
              .invoice()
              .ifPresent(
                  id ->
                      items.of("T#%s#I#%s".formatted(business.tenant(), id)).stream()
                          .filter(
                              it -> !it.sk().startsWith("SHEET") && !it.sk().startsWith("DOCUMENT"))
                          .sorted(Comparator.comparing(Items.Item::sk))
                          .forEach(it -> lines.add(it.sk() + " " + it.attributes())));
        }
      }
    }
    return lines;
  }
}
