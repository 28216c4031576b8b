package org.hotloop.itests.bench.internal.jvm.work;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hotloop.itests.bench.internal.jvm.Loop;

/** Timers with deadlines spread over a second, all of which fire, none early. */
public final class FireWork implements Work {

  private static final long SPREAD_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Of two in a warm-up. */
  private static final long DISTANCE_NANOS = 10_000;

  private final Loop loop;

  /** On {@code loop}. */
  public FireWork(Loop loop) {
    this.loop = loop;
  }

  @Override
  public Outcome run(int count) throws InterruptedException {
    return run(count, SPREAD_NANOS);
  }

  /** As close to each other however few they are: a piece takes no second. */
  @Override
  public Outcome runCold(int count) throws InterruptedException {
    return run(count, count * DISTANCE_NANOS);
  }

  private Outcome run(int count, long spreadNanos) throws InterruptedException {
    Timers timers = new Timers(loop, count, spreadNanos);
    loop.callSoonThreadsafe(timers);
    timers.done.await();
    return new Outcome(count, timers.early == 0);
  }

  private static final class Timers implements Runnable {

    private final CountDownLatch done = new CountDownLatch(1);
    private final Loop loop;
    private final int count;
    private final long spreadNanos;
    private int fired;
    private int early;

    Timers(Loop loop, int count, long spreadNanos) {
      this.loop = loop;
      this.count = count;
      this.spreadNanos = spreadNanos;
    }

    @Override
    public void run() {
      for (int i = 0; i < count; i++) {
        long delay = spreadNanos * i / count;
        long due = System.nanoTime() + delay;
        loop.callLater(Duration.ofNanos(delay), () -> fire(due));
      }
    }

    private void fire(long due) {
      if (System.nanoTime() < due) {
        early++;
      }
      if (++fired == count) {
        done.countDown();
      }
    }
  }
}
