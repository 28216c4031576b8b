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

    /** Of each parent its own exit alone, once: an orphan's must not be among them. */
    private final Map<RecordedExits, Map<Long, Integer>> told = new HashMap<>();

    @Override
    public void run(Bench bench) throws Exception {
      Gate gate = bench.children().newGate();
      long first = bench.watch(gate, 27);
      gate.open();
      told.put(bench.exits(), Map.of(first, 27));
      bench.exits().awaitExactly(Map.of(first, 27));

      List<Long> orphans = new ArrayList<>();
      for (int orphan = 0; orphan < FEW; orphan++) {
        orphans.add(orphanOf(bench, Optional.empty()));
      }
      long samePid;
      do {
        samePid = orphanOf(bench, Optional.of(first)); // a thread may be faster to get the number
        orphans.add(samePid);
      } while (samePid != first);
      othersKeepTheirCodes(bench);
      Conditions.await(
          "orphans " + orphans + " are reaped", () -> orphans.stream().noneMatch(ProcFs::isChild));
      bench.main().settle();
      told.forEach(RecordedExits::assertExactly);
    }

    /** A watched child starts another one and ends; the one it started exits 99 later. */
    private long orphanOf(Bench bench, Optional<Long> asPid) throws Exception {
      Path pidFile = Files.createTempFile("orphan", ".pid");
      String script =
          asPid.map(pid -> "echo " + (pid - 1) + " > " + LAST_PID + "; ").orElse("")
              + "exec 3<&0; (read gate <&3; exit 99) & echo $! > "
              + pidFile
              + "; exit 3";
      Gate gate = bench.children().newGate();
      RecordedExits exits = new RecordedExits();
      try (ForkGuard guard = bench.watcher().enter()) {
        long parent = bench.children().spawn(gate.behind(), "/bin/sh", "-c", script);
        told.put(exits, Map.of(parent, 3));
        bench.watcher().addChildHandler(parent, exits);
      }
      exits.awaitExactly(told.get(exits));
      long orphan = Long.parseLong(Files.readString(pidFile).strip());
      Files.delete(pidFile);
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
