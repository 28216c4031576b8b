package org.hotloop.itests.bench.internal.jmh;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.itests.bench.internal.jvm.HotloopLoop;
import org.hotloop.itests.bench.internal.jvm.work.CallSoonWork;
import org.hotloop.itests.bench.internal.jvm.work.Outcome;
import org.hotloop.itests.bench.internal.jvm.work.ThreadsafeWork;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.loop.proactor.ProactorEventLoop;
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

/** One callback, and one timer, on a loop without a runtime in front. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallbackBenchmark {

  private static final int CALLS = 10_000;
  private static final Duration FAR = Duration.ofHours(1);

  /** Which loop. */
  @Param({"selector", "proactor"})
  public String kind;

  private LoopThread thread;

  /** Starts the loop. */
  @Setup
  public void start() {
    thread =
        new LoopThread(kind.equals("selector") ? new SelectorEventLoop() : new ProactorEventLoop());
  }

  /** Ends it. */
  @TearDown
  public void end() throws InterruptedException {
    thread.close();
  }

  /** Each callback schedules the next. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public Outcome callSoon() throws InterruptedException {
    return new CallSoonWork(new HotloopLoop(thread.loop())).run(CALLS);
  }

  /** From the benchmark's thread, until all are called. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public Outcome callSoonThreadsafe() throws InterruptedException {
    return new ThreadsafeWork(new HotloopLoop(thread.loop())).run(CALLS);
  }

  /** Made and cancelled at once, on the loop's thread. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void timerMadeAndCancelled() throws InterruptedException {
    onLoop(
        loop -> {
          for (int i = 0; i < CALLS; i++) {
            loop.callLater(FAR, () -> {}).cancel();
          }
        });
  }

  /** All due at once: made, and called in the next turns. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void timerFired() throws InterruptedException {
    CountDownLatch fired = new CountDownLatch(CALLS);
    onLoop(
        loop -> {
          for (int i = 0; i < CALLS; i++) {
            loop.callLater(Duration.ZERO, fired::countDown);
          }
        });
    fired.await();
  }

  private void onLoop(Consumer<EventLoop> work) throws InterruptedException {
    EventLoop loop = thread.loop();
    CountDownLatch done = new CountDownLatch(1);
    loop.callSoonThreadsafe(
        () -> {
          work.accept(loop);
          done.countDown();
        });
    done.await();
  }
}
