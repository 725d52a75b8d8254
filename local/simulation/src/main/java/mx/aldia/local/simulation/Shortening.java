package mx.aldia.local.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds the shortest story in which the same still does not hold: kinds of faults, acts of people
 * and single faults are taken out of it, as long as it goes wrong without them.
 */
final class Shortening {
  private static final int MOST_TRIES = 250;

  private final Setting setting;
  private final Supplier<Ground> ground;
  private final String invariant;
  private Story.Ended shortest;
  private int tries;
  private boolean found;

  private Shortening(Story.Ended failed, Setting setting, Supplier<Ground> ground) {
    this.setting = setting;
    this.ground = ground;
    this.invariant = failed.violation().orElseThrow().invariant();
    this.shortest = failed;
  }

  /** The shortest that was found, told. */
  static Story.Ended of(Story.Ended failed, Setting setting, Supplier<Ground> ground) {
    var shortening = new Shortening(failed, setting, ground);
    int before;
    do {
      before = shortening.tries;
      shortening.withoutKinds();
      shortening.withoutActs();
      shortening.withoutFaults();
    } while (shortening.found && shortening.tries > before && shortening.tries < MOST_TRIES);
    return Story.of(shortening.shortest.plan(), setting, ground.get(), true);
  }

  /** Whether it goes wrong in the same way by this plan; then it is the shortest so far. */
  private boolean fails(Plan plan) {
    if (++tries > MOST_TRIES) {
      return false;
    }
    var ended = Story.of(plan, setting, ground.get(), false);
    boolean same = ended.violation().map(Violation::invariant).equals(Optional.of(invariant));
    if (same) {
      shortest = ended;
      found = true;
    }
    return same;
  }

  private void withoutKinds() {
    found = false;
    var all = EnumSet.allOf(Fault.class);
    all.removeAll(shortest.plan().without());
    if (fails(shortest.plan().without(all))) {
      return;
    }
    for (var fault : all) {
      fails(shortest.plan().without(Set.of(fault)));
    }
  }

  private void withoutActs() {
    var left = new ArrayList<>(shortest.acts());
    left.removeAll(shortest.plan().skipped());
    for (int size = Math.max(1, left.size() / 2); size >= 1; size /= 2) {
      for (int from = left.size() - size; from >= 0; from -= size) {
        var chunk = left.subList(from, from + size);
        var skipped = new HashSet<>(shortest.plan().skipped());
        skipped.addAll(chunk);
        if (fails(shortest.plan().skipping(skipped))) {
          left.removeAll(List.copyOf(chunk));
        }
      }
    }
  }

  private void withoutFaults() {
    var left = new ArrayList<>(shortest.faults());
    for (int size = Math.max(1, left.size() / 2); size >= 1; size /= 2) {
      for (int from = left.size() - size; from >= 0; from -= size) {
        var chunk = List.copyOf(left.subList(from, Math.min(from + size, left.size())));
        var spared = new HashSet<>(shortest.plan().spared());
        spared.addAll(chunk);
        if (fails(shortest.plan().sparing(spared))) {
          left.removeAll(chunk);
        }
      }
    }
  }
}
