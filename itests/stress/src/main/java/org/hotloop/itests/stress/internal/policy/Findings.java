package org.hotloop.itests.stress.internal.policy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What is wrong: how much of each kind, and the first of it in words. Any thread. */
final class Findings {

  private static final int IN_WORDS = 20;

  private final Map<Kind, AtomicLong> counts = new EnumMap<>(Kind.class);
  private final Queue<String> words = new ConcurrentLinkedQueue<>();

  /** What can be wrong. */
  enum Kind {
    /** It never came. */
    LOST,
    DOUBLED,
    OUT_OF_ORDER,
    /** It ran while another one did. */
    BESIDE_ANOTHER,
    /** It ran on a thread that is not the loop's. */
    ASTRAY,
    /** A timer rang before its time. */
    EARLY,
    /** It came so late that somebody has missed it. */
    LATE,
    /** A connection, a pipe or a start failed. */
    BROKEN,
    /** Other bytes, or another exit, than there had to be. */
    WRONG;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  Findings() {
    for (Kind kind : Kind.values()) {
      counts.put(kind, new AtomicLong());
    }
  }

  void add(Kind kind, String what) {
    if (counts.get(kind).incrementAndGet() <= IN_WORDS) {
      words.add(kind + ": " + what);
    }
  }

  long count(Kind kind) {
    return counts.get(kind).get();
  }

  boolean isEmpty() {
    return counts.values().stream().allMatch(count -> count.get() == 0);
  }

  /** The first of each kind. */
  List<String> inWords() {
    return List.copyOf(words);
  }

  /** All counts: {@code lost 0, doubled 0}, and so on. */
  @Override
  public String toString() {
    return Arrays.stream(Kind.values())
        .map(kind -> kind + " " + count(kind))
        .collect(Collectors.joining(", "));
  }
}
