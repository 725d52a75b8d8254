package mx.aldia.cfdi.cli;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.document.Concepto;
import mx.aldia.cfdi.document.Documento.Ingreso;
import mx.aldia.cfdi.document.Emisor;
import mx.aldia.cfdi.document.Heading;
import mx.aldia.cfdi.document.Operacion;
import mx.aldia.cfdi.document.Receptor;
import mx.aldia.cfdi.document.Rfc;
import mx.aldia.cfdi.money.LineAmounts.Sale;
import mx.aldia.cfdi.money.TaxRate;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.seal.CadenaOriginal;
import mx.aldia.cfdi.seal.SatCertificate.Kind;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.seal.SealingKey;
import mx.aldia.cfdi.seal.SelfMadeCertificate;
import mx.aldia.cfdi.seal.SelfMadeCertificate.Wanted;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.WriteXml;

/**
 * How many documents a second are built, checked against every rule, sealed and written, beside how
 * many bare RSA-2048 signatures the same provider makes: on one thread and on all cores.
 */
final class BenchCommand {
  private static final int WARM_UP = 20_000;
  private static final int TURNS = 5;
  private static final Duration TURN = Duration.ofSeconds(2);
  private static final int LINES = 3;

  private final PrintStream out;
  private final Rules rules = new Rules(Catalogs.own());
  private final SealingKey key = key();

  BenchCommand(PrintStream out) {
    this.out = out;
  }

  int run() {
    var cadena = CadenaOriginal.of(document(1).element());
    for (int i = 0; i < WARM_UP; i++) {
      check(document(i).element());
      CadenaOriginal.of(document(i).element());
    }
    measure("one thread", 1, cadena);
    int cores = Runtime.getRuntime().availableProcessors();
    measure(cores + " threads", cores, cadena);
    return Main.OK;
  }

  private void measure(String name, int threads, String cadena) {
    var bare = new Tally();
    var whole = new Tally();
    // In turns, so that whatever else the machine does falls on both alike.
    for (int i = 0; i < TURNS; i++) {
      bare.add(threads, n -> key.seal(cadena));
      whole.add(threads, this::issue);
    }
    out.printf(
        "%s: %.0f documents a second, %.0f bare signatures; ratio %.2f by the clock, %.2f by"
            + " processor time%n",
        name,
        whole.perSecond(),
        bare.perSecond(),
        whole.perSecond() / bare.perSecond(),
        whole.perProcessorSecond() / bare.perProcessorSecond());
    out.flush();
  }

  private void check(Element document) {
    if (!rules.check(document, Rules.CONTENT).isEmpty()) {
      throw new IllegalStateException("the benchmark's own document breaks a rule");
    }
  }

  private void issue(long number) {
    var document = document(number).element();
    check(document);
    if (WriteXml.bytes(SealDocument.seal(document, key)).length == 0) {
      throw new IllegalStateException("nothing was written");
    }
  }

  /** One piece of work; what is counted. */
  @FunctionalInterface
  private interface Work {
    void once(long number);
  }

  /** How often a piece of work was done, and in how much time of the clock and the processor. */
  private static final class Tally {
    private final LongAdder done = new LongAdder();
    private final LongAdder processor = new LongAdder();
    private long clock;

    void add(int threads, Work work) {
      var threadTime = ManagementFactory.getThreadMXBean();
      var ended = new CountDownLatch(threads);
      long begun = System.nanoTime();
      for (int i = 0; i < threads; i++) {
        Thread.ofPlatform()
            .start(
                () -> {
                  long before = threadTime.getCurrentThreadCpuTime();
                  for (long n = 0; System.nanoTime() - begun < TURN.toNanos(); n++) {
                    work.once(n);
                    done.increment();
                  }
                  processor.add(threadTime.getCurrentThreadCpuTime() - before);
                  ended.countDown();
                });
      }
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      clock += System.nanoTime() - begun;
    }

    double perSecond() {
      return done.sum() * 1e9 / clock;
    }

    double perProcessorSecond() {
      return done.sum() * 1e9 / processor.sum();
    }
  }

  private static Ingreso document(long number) {
    var line =
        Concepto.of(
            "84111506",
            "E48",
            "Servicios de facturación del mes",
            new Sale(
                BigDecimal.valueOf(1 + number % 7),
                new BigDecimal("1234.56"),
                BigDecimal.TEN,
                List.of(TaxRate.iva("0.16")),
                List.of(TaxRate.isr("0.10"), TaxRate.iva("0.106667"))),
            2);
    return new Ingreso(
        new Heading(
            Optional.of("A"),
            Optional.of(String.valueOf(number)),
            LocalDateTime.of(2026, 3, 2, 10, 0),
            "06600",
            new Emisor(new Rfc("TES030201001"), "TALLER", "601"),
            new Receptor(
                new Rfc("CLI850101AB1"), "CLIENTE", "64000", "601", "G03", Optional.empty()),
            List.of()),
        new Operacion(
            "MXN",
            2,
            Optional.empty(),
            "PPD",
            "99",
            Optional.empty(),
            Operacion.NO_EXPORT,
            Collections.nCopies(LINES, line)),
        Optional.empty());
  }

  private static SealingKey key() {
    return SelfMadeCertificate.make(
            new Wanted(
                Kind.CSD,
                "30001000000500009001",
                "TES030201001",
                "TALLER",
                Instant.parse("2024-01-01T00:00:00Z"),
                Instant.parse("2028-01-01T00:00:00Z")))
        .sealingKey();
  }
}
