package org.hotloop.runtime.internal.swap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.dto.SwapDTO;
import org.hotloop.itests.bench.internal.jmh.LoopThread;
import org.hotloop.itests.bench.internal.jvm.Spawns;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.watcher.pidfd.PidfdChildWatcher;
import org.hotloop.watcher.safe.SafeChildWatcher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Children that live are moved from one watcher to another: all of it, and the pause within. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 60)
@Measurement(iterations = 60)
public class SwapBenchmark {

  private static final Path IDLE =
      Path.of(System.getProperty("bench.folder", "target/bench"), "native", "idle");
  private static final List<String> WATCHERS = List.of("pidfd", "safe");

  /** How many live. */
  @Param({"10", "1000", "10000"})
  public int registrations;

  private final Posix posix = Posix.get();
  private final List<Long> pids = new ArrayList<>();
  private final List<Long> pauses = new ArrayList<>();
  private LoopThread thread;
  private Reign reign;
  private CountDownLatch living;

  /** Starts them. */
  @Setup
  public void start() throws PosixException {
    thread = new LoopThread(new SelectorEventLoop());
    reign =
        new Reign(
            thread.loop(),
            Map.of("pidfd", new PidfdChildWatcher(), "safe", new SafeChildWatcher()),
            "safe");
    living = new CountDownLatch(registrations);
    ChildWatcher watcher = reign.watcher();
    for (int i = 0; i < registrations; i++) {
      try (ForkGuard guard = watcher.enter()) {
        long pid = posix.children().spawn(Spawns.of(List.of(IDLE.toString())));
        watcher.addChildHandler(pid, (ended, status) -> living.countDown());
        pids.add(pid);
      }
    }
  }

  /** One swap; what it held up is told by its report. */
  @Benchmark
  public SwapDTO swap() {
    SwapDTO report = reign.name(WATCHERS.get(pauses.size() % WATCHERS.size()));
    if (report.moved != registrations) {
      throw new IllegalStateException("of %d moved %d".formatted(registrations, report.moved));
    }
    pauses.add(report.durationNanos);
    return report;
  }

  /** Says how long spawning was held back, once warm, and ends the children. */
  @TearDown
  public void end() throws InterruptedException {
    long[] warm =
        pauses.subList(pauses.size() / 2, pauses.size()).stream()
            .mapToLong(Long::longValue)
            .toArray();
    Arrays.sort(warm);
    System.out.printf(
        "%npause of a swap with %,d registrations: median %,d µs, longest %,d µs%n",
        registrations,
        TimeUnit.NANOSECONDS.toMicros(warm[warm.length / 2]),
        TimeUnit.NANOSECONDS.toMicros(warm[warm.length - 1]));
    pids.forEach(pid -> Spawns.kill(posix, pid));
    living.await();
    reign.end();
    thread.close();
  }
}
