package org.hotloop.itests.bench.internal.workload;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All there are. */
public final class Workloads {

  private static final int UNLIMITED = Integer.MAX_VALUE;

  /** Of what is steady, or has no goal. */
  private static final int FEW = 3;

  private static final int MIB = 1 << 20;

  /** On one processor compilers are busy for so long: what a message costs is level only then. */
  private static final long ECHO_WARMUP = 300_000;

  /**
   * How many children are alive in which exits are timed: a curve, and the rounds of each point.
   */
  private static final Map<Integer, Integer> ALIVE =
      new TreeMap<>(Map.of(0, UNLIMITED, 10, 1, 100, 1, 1000, 2, 5000, 3, 10_000, 1));

  private static final int ALIVE_SHORTLY = 100;

  /** How many children are there at once, started and ended; else as above. */
  private static final Map<Integer, Integer> LIVING =
      new TreeMap<>(Map.of(10, FEW, 100, 1, 1000, 1, 5000, 2, 10_000, 1));

  /** How many threads spawn at the same time; else as above. */
  private static final Map<Integer, Integer> THREADS =
      new TreeMap<>(Map.of(1, FEW, 2, 1, 4, FEW, 8, 1));

  private static final int THREADS_SHORTLY = 2;

  /** The verb of what a client takes part in. */
  public static final String ECHO = "echo";

  private final Path programs;

  private Workloads(Path programs) {
    this.programs = programs;
  }

  /**
   * In the order in which they are run.
   *
   * @param programs the folder of {@code tiny}, {@code idle} and {@code writer}
   */
  public static List<Workload> all(Path programs) {
    Workloads made = new Workloads(programs);
    return Stream.of(
            made.spawns(),
            made.threads(),
            made.living(),
            made.exits(),
            made.pipes(),
            made.loops(),
            pending(),
            made.echoes(),
            connections())
        .flatMap(List::stream)
        .toList();
  }

  private List<Workload> spawns() {
    String tiny = program("tiny");
    return List.of(
        spawn("spawn", "/bin/true", "1", 2000, 20_000, false, UNLIMITED),
        spawn("spawn-tiny", tiny, "1", 5000, 20_000, false, 1),
        spawn("spawn-tiny-pinned", tiny, "1", 10_000, 40_000, true, UNLIMITED),
        spawn("spawn64", "/bin/true", "64", 3000, 20_000, false, FEW),
        spawn("spawn64-tiny", tiny, "64", 10_000, 20_000, false, FEW));
  }

  /** Whatever is measured, the tiny one warms up, in a quarter of the time. */
  private Workload spawn(
      String name,
      String program,
      String parallel,
      long count,
      long warmup,
      boolean pinned,
      int rounds) {
    Map<String, String> keys =
        new TreeMap<>(Map.of("program", program, "parallel", parallel, "warming", program("tiny")));
    return new Workload(
        name, Group.SPAWN, "spawn", keys, count, warmup, pinned ? 0 : 100, pinned, rounds);
  }

  private List<Workload> threads() {
    return THREADS.entrySet().stream()
        .map(point -> threads(point.getKey(), point.getValue()))
        .toList();
  }

  private Workload threads(int threads, int rounds) {
    Map<String, String> keys =
        new TreeMap<>(Map.of("program", program("tiny"), "threads", Integer.toString(threads)));
    String name = "spawn-threads-" + threads;
    long shortly = threads == THREADS_SHORTLY ? 100 : 0;
    return new Workload(
        name, Group.THREADS, "spawn-threads", keys, 5000, 15_000, shortly, false, rounds);
  }

  private List<Workload> living() {
    return LIVING.entrySet().stream()
        .map(point -> living(point.getKey(), point.getValue()))
        .toList();
  }

  private Workload living(int alive, int rounds) {
    Map<String, String> keys =
        new TreeMap<>(Map.of("program", program("idle"), "alive", Integer.toString(alive)));
    long shortly = alive == ALIVE_SHORTLY ? 200 : 0;
    return new Workload(
        "alive-" + alive,
        Group.ALIVE,
        "alive",
        keys,
        Math.max(alive, 1000),
        5000,
        shortly,
        false,
        rounds);
  }

  private List<Workload> exits() {
    return ALIVE.entrySet().stream().map(point -> exit(point.getKey(), point.getValue())).toList();
  }

  private Workload exit(int alive, int rounds) {
    Map<String, String> keys =
        new TreeMap<>(Map.of("program", program("idle"), "alive", Integer.toString(alive)));
    long shortly = alive == ALIVE_SHORTLY ? 20 : 0;
    return new Workload(
        "exit-" + alive, Group.EXIT, "exit", keys, 500, 5000, shortly, false, rounds);
  }

  private List<Workload> pipes() {
    return List.of(
        pipe("pipe", "1", 1500, 5000, 1),
        pipe("pipe64", "64", 3000, 10_000, UNLIMITED),
        new Workload(
            "bulk",
            Group.PIPE,
            "bulk",
            Map.of("program", program("writer")),
            1024L * MIB,
            1536L * MIB,
            16L * MIB,
            false,
            FEW));
  }

  private static Workload pipe(String name, String parallel, long count, long warmup, int rounds) {
    return new Workload(
        name, Group.PIPE, "pipe", Map.of("parallel", parallel), count, warmup, 100, false, rounds);
  }

  /** Warmed up for about half a second: until then compilers take more than what is measured. */
  private List<Workload> loops() {
    return List.of(
        loop("callsoon", 5_000_000, 20_000_000),
        loop("threadsafe", 1_000_000, 5_000_000),
        loop("timers-cancel", 1_000_000, 5_000_000),
        loop("timers-fire", 100_000, 300_000));
  }

  private static Workload loop(String name, long count, long warmup) {
    return new Workload(name, Group.LOOP, name, Map.of(), count, warmup, 10_000, false, FEW);
  }

  private static List<Workload> pending() {
    return List.of(pending(1000, 2000), pending(1_000_000, 0));
  }

  private static Workload pending(int pending, long shortly) {
    return new Workload(
        "timers-pending-" + pending,
        Group.PENDING,
        "timers-pending",
        Map.of("pending", Integer.toString(pending)),
        200_000,
        400_000,
        shortly,
        false,
        FEW);
  }

  private List<Workload> echoes() {
    return List.of(
        echo("echo-1", 1, 64, 50_000, false, FEW),
        echo("echo-1-pinned", 1, 64, 100_000, true, FEW),
        echo("echo-100", 100, 1024, 100_000, false, UNLIMITED));
  }

  private static Workload echo(
      String name, int connections, int size, long count, boolean pinned, int rounds) {
    Map<String, String> keys =
        new TreeMap<>(
            Map.of(
                "connections",
                Integer.toString(connections),
                "active",
                Integer.toString(connections),
                "size",
                Integer.toString(size)));
    return new Workload(
        name, Group.ECHO, ECHO, keys, count, ECHO_WARMUP, pinned ? 0 : 1000, pinned, rounds);
  }

  private static List<Workload> connections() {
    return List.of(connections(1000, 1000), connections(10_000, 0));
  }

  /** The load of echo-100, going round. */
  private static Workload connections(int connections, long shortly) {
    Map<String, String> keys =
        new TreeMap<>(
            Map.of("connections", Integer.toString(connections), "active", "100", "size", "1024"));
    return new Workload(
        "connections-" + connections,
        Group.CONNECTIONS,
        ECHO,
        keys,
        100_000,
        100_000,
        shortly,
        false,
        FEW);
  }

  private String program(String name) {
    return programs.resolve(name).toString();
  }
}
