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
    return Stream.of(made.spawns(), made.exits(), made.pipes(), made.loops(), made.echoes())
        .flatMap(List::stream)
        .toList();
  }

  private List<Workload> spawns() {
    String tiny = program("tiny");
    return List.of(
        spawn("spawn", "/bin/true", "1", 2000, 15_000, false, UNLIMITED),
        spawn("spawn-tiny", tiny, "1", 10_000, 60_000, false, FEW),
        spawn("spawn-tiny-pinned", tiny, "1", 10_000, 60_000, true, UNLIMITED),
        spawn("spawn64", "/bin/true", "64", 3000, 15_000, false, FEW),
        spawn("spawn64-tiny", tiny, "64", 10_000, 60_000, false, FEW));
  }

  private static Workload spawn(
      String name,
      String program,
      String parallel,
      long count,
      long warmup,
      boolean pinned,
      int rounds) {
    Map<String, String> keys = new TreeMap<>(Map.of("program", program, "parallel", parallel));
    return new Workload(
        name, Group.SPAWN, "spawn", keys, count, warmup, pinned ? 0 : 100, pinned, rounds);
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
        pipe("pipe", "1", 1500, 10_000, FEW),
        pipe("pipe64", "64", 3000, 15_000, UNLIMITED),
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
        loop("timers-fire", 100_000, 400_000));
  }

  private static Workload loop(String name, long count, long warmup) {
    return new Workload(name, Group.LOOP, name, Map.of(), count, warmup, 10_000, false, FEW);
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
            Map.of("connections", Integer.toString(connections), "size", Integer.toString(size)));
    return new Workload(
        name, Group.ECHO, "echo", keys, count, ECHO_WARMUP, pinned ? 0 : 1000, pinned, rounds);
  }

  private String program(String name) {
    return programs.resolve(name).toString();
  }
}
