package mx.aldia.local.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a story is made from. A seed says all; the rest takes things out of it, to find the shortest
 * story in which it still goes wrong.
 *
 * @param without kinds of faults that do not happen
 * @param spared single faults that do not happen, by their names in the story
 * @param skipped acts of people that do not happen, by their numbers
 */
public record Plan(long seed, Set<Fault> without, Set<String> spared, Set<Integer> skipped) {
  public Plan {
    without = Set.copyOf(without);
    spared = Set.copyOf(spared);
    skipped = Set.copyOf(skipped);
  }

  public static Plan of(long seed) {
    return new Plan(seed, Set.of(), Set.of(), Set.of());
  }

  Plan without(Set<Fault> more) {
    var all = EnumSet.noneOf(Fault.class);
    all.addAll(without);
    all.addAll(more);
    return new Plan(seed, all, spared, skipped);
  }

  Plan sparing(Set<String> these) {
    return new Plan(seed, without, these, skipped);
  }

  Plan skipping(Set<Integer> these) {
    return new Plan(seed, without, spared, these);
  }
}
