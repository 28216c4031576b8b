package org.hotloop.itests.bench.internal.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Work that every peer does, told of on its command line.
 *
 * @param name by which it is chosen
 * @param verb what a peer is told
 * @param keys what it is told beside the amounts
 * @param amount how much is measured
 * @param warmup how much is done before, by a virtual machine, and more while it compiles
 * @param shortAmount how much of either is enough to see that it works; 0: not in a short form
 * @param pinned whether it runs on one processor, the peer and all of its children
 * @param rounds at most: points of a curve that no goal stands on need fewer
 */
public record Workload(
    String name,
    Group group,
    String verb,
    Map<String, String> keys,
    long amount,
    long warmup,
    long shortAmount,
    boolean pinned,
    int rounds) {

  private static final String BULK = "bulk";

  /** What is compiled while it runs needs so many times more to be at its best. */
  private static final int COMPILED = 10;

  /** Its words on a peer's command line. */
  public List<String> order(Amounts amounts) {
    List<String> words = new ArrayList<>();
    words.add(verb);
    keys.forEach((key, value) -> words.add(key + "=" + value));
    words.add((verb.equals(BULK) ? "bytes" : "count") + "=" + amounts.amount());
    words.add("warmup=" + amounts.warmup());
    return words;
  }

  /** How many descriptors whoever does it has open at once, at least. */
  public int descriptors() {
    return Stream.of("alive", "connections")
        .map(keys::get)
        .filter(Objects::nonNull)
        .mapToInt(Integer::parseInt)
        .sum();
  }

  /** Whether a short form has it. */
  public boolean isShort() {
    return shortAmount > 0;
  }

  /** How much it is in a short form. */
  public Amounts shortly() {
    return new Amounts(shortAmount, shortAmount);
  }

  /**
   * How much it is where figures count.
   *
   * @param compiled whether who does it is machine code from the start, and warms caches up only
   */
  public Amounts fully(double scale, boolean compiled) {
    return new Amounts(amount, compiled ? warmup / COMPILED : warmup).times(scale);
  }

  /** How much is done. */
  public record Amounts(long amount, long warmup) {

    /** Timers come in thousands. */
    private static final long GRAIN = 1000;

    /** Never nothing. */
    public Amounts times(double factor) {
      return new Amounts(scaled(amount, factor), scaled(warmup, factor));
    }

    private static long scaled(long number, double factor) {
      long exact = Math.max(1, Math.round(number * factor));
      return exact < GRAIN ? exact : exact / GRAIN * GRAIN;
    }
  }
}
