package org.hotloop.tck;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotloop.child.ForkGuard;
import org.hotloop.tck.OtherJvm.Bench;
import org.hotloop.tck.OtherJvm.Program;
import org.hotloop.tck.RealChildren.Gate;

/** What the suite has other JVMs do; each ends well when what it says has come true. */
final class OtherJvmPrograms {

  private static final int FEW = 10;
  private static final int MANY = 100;

  private OtherJvmPrograms() {}

  /** A few children are told, each with its own code. */
  static final class AFew implements Program {
    @Override
    public void run(Bench bench) throws Exception {
      Map<Long, Integer> codes = new HashMap<>();
      for (int child = 0; child < FEW; child++) {
        Gate gate = bench.children().newGate();
        codes.put(bench.watch(gate, child), child);
        gate.open();
      }
      bench.exits().awaitExactly(codes);
      bench.main().settle();
      bench.exits().assertExactly(codes);
    }
  }

  /** An exit is told after the JVM's first {@link Process}, with which the JDK resets SIGCHLD. */
  static final class FirstProcess implements Program {
    @Override
    public void run(Bench bench) throws Exception {
      Gate gate = bench.children().newGate();
      long pid = bench.watch(gate, 37);
      new ProcessBuilder("/bin/true").start().waitFor();
      gate.open();
      bench.exits().awaitExactly(Map.of(pid, 37));
    }
  }

  /** Children whose gate is the JVM's own input: they can end while the JVM is stopped. */
  static final class EndingWithTheInput implements Program {
    @Override
    public void run(Bench bench) throws Exception {
      Map<Long, Integer> codes = new HashMap<>();
      for (int child = 0; child < MANY; child++) {
        try (ForkGuard guard = bench.watcher().enter()) {
          long pid = bench.children().spawnReading(0, child);
          bench.watcher().addChildHandler(pid, bench.exits());
          codes.put(pid, child);
        }
      }
      OtherJvm.say("pids " + codes.keySet());
      bench.exits().awaitExactly(codes);
    }
  }

  /** The JVM is the first process of its namespace: it adopts whatever loses its parent. */
  static final class AdoptingOrphans implements Program {

    private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");

    @Override
    public void run(Bench bench) throws Exception {
      Map<Long, Integer> codes = new HashMap<>();
      Gate gate = bench.children().newGate();
      long first = bench.watch(gate, 27);
      gate.open();
      codes.put(first, 27);
      bench.exits().awaitExactly(codes);

      List<Long> orphans = new ArrayList<>();
      orphans.add(orphanOf(bench, codes, Optional.of(first)));
      for (int orphan = 0; orphan < FEW; orphan++) {
        orphans.add(orphanOf(bench, codes, Optional.empty()));
      }
      othersKeepTheirCodes(bench);
      Conditions.await("orphans " + orphans + " are reaped", () -> ProcFs.areGone(orphans));
      bench.exits().awaitExactly(codes);
      bench.main().settle();
      bench.exits().assertExactly(codes);
    }

    /** A watched child starts another one and ends; the one it started exits 99 later. */
    private static long orphanOf(Bench bench, Map<Long, Integer> codes, Optional<Long> asPid)
        throws Exception {
      Path told = Files.createTempFile("orphan", ".pid");
      String script =
          asPid.map(pid -> "echo " + (pid - 1) + " > " + LAST_PID + "; ").orElse("")
              + "exec 3<&0; (read gate <&3; exit 99) & echo $! > "
              + told
              + "; exit 3";
      Gate gate = bench.children().newGate();
      long parent;
      try (ForkGuard guard = bench.watcher().enter()) {
        parent = bench.children().spawn(gate.behind(), "/bin/sh", "-c", script);
        bench.watcher().addChildHandler(parent, bench.exits());
      }
      codes.put(parent, 3);
      bench.exits().awaitExactly(codes);
      long orphan = Long.parseLong(Files.readString(told).strip());
      Files.delete(told);
      asPid.ifPresent(pid -> require(pid == orphan, "the orphan's pid is " + orphan));
      require(ProcFs.isChild(orphan), orphan + " was not adopted");
      gate.open();
      return orphan;
    }

    private static void othersKeepTheirCodes(Bench bench) throws Exception {
      if (!bench.suite().waitsForAnyChild()) {
        for (int child = 0; child < MANY; child++) {
          Process process = new ProcessBuilder("/bin/sh", "-c", "exit 7").start();
          require(process.waitFor() == 7, "ProcessBuilder's child kept its code");
        }
      }
    }

    private static void require(boolean truth, String what) {
      if (!truth) {
        throw new AssertionError(what);
      }
    }
  }
}
