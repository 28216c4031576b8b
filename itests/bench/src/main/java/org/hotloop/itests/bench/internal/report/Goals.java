package org.hotloop.itests.bench.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be reached, and what was: as docs/performance.md has it, of the results. */
public final class Goals {

  private static final String OURS = "hotloop";
  private static final String BARE = "hotloop-bare";

  /** A registration and nothing else. */
  private static final String REGISTRATIONS = "hotloop-watcher-pidfd";

  private static final double API = 1.15;
  private static final double GROWTH = 1.2;
  private static final String NEAR = "exit-0";
  private static final String FAR = "exit-5000";

  private final Results results;
  private final List<List<String>> rows = new ArrayList<>();

  private Goals(Results results) {
    this.results = results;
  }

  /** As a table in Markdown; what was not run is said to be so. */
  public static String markdown(Results results) {
    Goals goals = new Goals(results);
    goals.children();
    goals.exits();
    goals.growth();
    goals.pipes();
    goals.loops();
    goals.connections();
    goals.api();
    return Markdown.table(List.of("goal", "at most", "measured", ""), goals.rows);
  }

  private void children() {
    ratio("spawn", Figure.CPU, "c", 1.08);
    ratio("spawn-tiny-pinned", Figure.CPU, "c", 1.15);
    ratio("spawn64", Figure.WALL, "c", 0.95);
    ratio("spawn64-tiny", Figure.WALL, "c", 0.5);
  }

  private void exits() {
    ratio(NEAR, Figure.P50, "c", 1.4);
    ratio(FAR, Figure.P50, "c", 1.6);
    add(
        "an exit beside 5,000 children against one beside none, CPU × c",
        GROWTH,
        quotient(
            results.ratio(FAR, OURS, "c", Figure.CPU), results.ratio(NEAR, OURS, "c", Figure.CPU)));
    add(
        "threads beside 5,000 children against none",
        1.1,
        quotient(
            results.sample(FAR, OURS, Figure.THREADS), results.sample(NEAR, OURS, Figure.THREADS)));
    memory("each of 5,000 registrations", REGISTRATIONS);
    memory("each of 5,000 children, all that a Subprocess has", OURS);
  }

  private void memory(String what, String peer) {
    add(
        "KiB for " + what,
        1,
        results.sample("alive-5000", peer, Figure.KIB_EACH).map(Sample::median));
  }

  /** What grows with how many there are may do so where it does for who stands for the limit. */
  private void growth() {
    growth(
        "a child among 10,000 alive against one among 10", Figure.CPU, "c", "alive-", 10_000, 10);
    growth("a spawn by 4 threads against one by 1", Figure.WALL, "c", "spawn-threads-", 4, 1);
    growth(
        "a timer beside 1,000,000 pending against one beside 1,000",
        Figure.CPU,
        "libuv",
        "timers-pending-",
        1_000_000,
        1000);
    growth(
        "a message beside 10,000 connections against one beside 1,000",
        Figure.SELF,
        "c",
        "connections-",
        10_000,
        1000);
  }

  private void growth(
      String what, Figure figure, String limit, String workload, int many, int few) {
    add(
        "%s, %s × %s".formatted(what, figure.title(), limit),
        GROWTH,
        quotient(
            results.ratio(workload + many, OURS, limit, figure),
            results.ratio(workload + few, OURS, limit, figure)));
  }

  private void pipes() {
    ratio("pipe64", Figure.CPU, "c", 1.15);
    ratio("bulk", Figure.WALL, "c", 1 / 0.95);
  }

  private void loops() {
    for (String netty : List.of("netty-nio", "netty-epoll")) {
      ratio("callsoon", Figure.WALL, netty, 1);
      ratio("threadsafe", Figure.WALL, netty, 1);
      ratio("timers-cancel", Figure.WALL, netty, 1 / 1.5);
    }
    ratio("timers-fire", Figure.CPU, "libuv", 1);
  }

  private void connections() {
    for (String echo : List.of("echo-1-pinned", "echo-100")) {
      ratio(echo, Figure.SELF, "c", 1.05);
      ratio(echo, Figure.SELF, "netty-epoll", 1);
    }
  }

  /** The interface against a bare loop, on all that was run. */
  private void api() {
    for (String workload : results.workloads()) {
      ratio(workload, workload.startsWith("exit") ? Figure.P50 : Figure.CPU, BARE, API);
    }
  }

  private void ratio(String workload, Figure figure, String other, double bound) {
    add(
        "%s, %s × %s".formatted(workload, figure.title(), other),
        bound,
        results.ratio(workload, OURS, other, figure).map(Sample::median));
  }

  private static Optional<Double> quotient(Optional<Sample> upper, Optional<Sample> lower) {
    return upper.isPresent() && lower.isPresent()
        ? Optional.of(upper.get().median() / lower.get().median())
        : Optional.empty();
  }

  private void add(String goal, double bound, Optional<Double> measured) {
    rows.add(
        List.of(
            goal,
            "%.2f".formatted(bound),
            measured.map("%.2f"::formatted).orElse("–"),
            measured.map(value -> verdict(value, bound)).orElse("not run")));
  }

  /**
   * No cost is below zero: what else has shrunk meanwhile was more than what was to be measured.
   */
  private static String verdict(double measured, double bound) {
    return measured < 0 ? "not known" : measured <= bound ? "reached" : "missed";
  }
}
