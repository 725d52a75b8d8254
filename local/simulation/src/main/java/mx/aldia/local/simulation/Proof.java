package mx.aldia.local.simulation;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import mx.aldia.edge.Log;
import org.jspecify.annotations.Nullable;

/** Many stories, as many at a time as there are workers, until one goes wrong. */
public final class Proof {
  private final Setting setting;
  private final int workers;
  private final Consumer<String> voice;
  private final AtomicLong faults = new AtomicLong();

  /**
   * A proof that has not begun.
   *
   * @param voice is told at once what went wrong: to find the shortest story of it may take minutes
   */
  public Proof(Setting setting, int workers, Consumer<String> voice) {
    this.setting = setting;
    this.workers = workers;
    this.voice = voice;
    // What the functions log would be gigabytes, and the tale says it better.
    Log.off();
  }

  /** How many faults have struck so far. */
  public long faults() {
    return faults.get();
  }

  /**
   * Tells a number of stories.
   *
   * @param told how many, after each
   * @return what went wrong, with the shortest story of it; empty where all held
   */
  public Optional<String> holds(long firstSeed, long seeds, LongConsumer told) {
    var next = new AtomicLong(firstSeed);
    var done = new AtomicLong();
    var wrong = new AtomicReference<Story.@Nullable Ended>();
    try (var pool = Executors.newFixedThreadPool(workers)) {
      var all =
          IntStream.range(0, workers)
              .mapToObj(
                  _ ->
                      pool.submit(
                          () -> {
                            long seed = next.getAndIncrement();
                            while (seed < firstSeed + seeds && wrong.get() == null) {
                              var ended = Story.of(Plan.of(seed), setting, new Memory(), false);
                              faults.addAndGet(ended.faults().size());
                              if (ended.violation().isPresent()) {
                                wrong.compareAndSet(null, ended);
                              }
                              told.accept(done.incrementAndGet());
                              seed = next.getAndIncrement();
                            }
                          }))
              .toList();
      for (var worker : all) {
        worker.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a proof", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a story broke", e);
    }
    return Optional.ofNullable(wrong.get()).map(this::told);
  }

  private String told(Story.Ended ended) {
    var wrong =
        "Seed %d: %s".formatted(ended.plan().seed(), ended.violation().orElseThrow().getMessage());
    voice.accept(wrong);
    var shortest = Shortening.of(ended, setting, Memory::new);
    return "%s%nThe shortest story of it:%n%s%n%s"
        .formatted(
            wrong,
            String.join(System.lineSeparator(), shortest.lines()),
            shortest.violation().map(Throwable::getMessage).orElse("(it does not repeat itself)"));
  }

  /** One story as it went, whether or not all held. */
  public String tell(long seed) {
    var ended = Story.of(Plan.of(seed), setting, new Memory(), true);
    return "%s%n%s"
        .formatted(
            String.join(System.lineSeparator(), ended.lines()),
            ended.violation().map(Throwable::getMessage).orElse("All held."));
  }
}
