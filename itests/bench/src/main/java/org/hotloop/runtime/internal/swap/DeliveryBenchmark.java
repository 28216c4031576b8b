package org.hotloop.runtime.internal.swap;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.itests.bench.internal.jmh.LoopThread;
import org.hotloop.loop.SelectorEventLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the front before a watcher costs, beside some registrations that stay. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DeliveryBenchmark {

  private static final int EXITS = 1000;

  /** Of those that come and go; before it are those that stay. None is likely to be ours. */
  private static final long FIRST = 1 << 21;

  private static final ChildHandler NOBODY = (pid, status) -> {};

  /** How many stay. */
  @Param({"10", "1000", "10000"})
  public int registrations;

  private final StandIn provider = new StandIn();
  private LoopThread thread;
  private Reign reign;
  private ChildWatcher watcher;

  /** Registers those that stay. */
  @Setup
  public void register() {
    thread = new LoopThread(new SelectorEventLoop());
    reign = new Reign(thread.loop(), Map.of("provider", provider), "provider");
    watcher = reign.watcher();
    for (long pid = FIRST - registrations; pid < FIRST; pid++) {
      watcher.addChildHandler(pid, NOBODY);
    }
  }

  /** Ends all. */
  @TearDown
  public void end() throws InterruptedException {
    reign.end();
    thread.close();
  }

  /** Into the table and out of it. */
  @Benchmark
  public boolean registerAndRemove() {
    watcher.addChildHandler(FIRST, NOBODY);
    return watcher.removeChildHandler(FIRST);
  }

  /** From the provider to the handler, where both are on the loop's thread. */
  @Benchmark
  @OperationsPerInvocation(EXITS)
  public void registerAndDeliver() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(EXITS);
    EventLoop loop = thread.loop();
    loop.callSoonThreadsafe(
        () -> {
          for (int i = 0; i < EXITS; i++) {
            watcher.addChildHandler(FIRST + i, (pid, status) -> told.countDown());
            provider.exit(FIRST + i);
          }
        });
    told.await();
  }
}
