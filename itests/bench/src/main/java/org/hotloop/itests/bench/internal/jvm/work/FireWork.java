package org.hotloop.itests.bench.internal.jvm.work;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hotloop.itests.bench.internal.jvm.Loop;

/** Timers with deadlines spread over a second, all of which fire, none early. */
public final class FireWork implements Work {

  private static final long SPREAD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Loop loop;

  /** On {@code loop}. */
  public FireWork(Loop loop) {
    this.loop = loop;
  }

  /** At once: pieces would take a second each, too. */
  @Override
  public boolean warmUp(int count) throws InterruptedException {
    return run(count).right();
  }

  @Override
  public Outcome run(int count) throws InterruptedException {
    Timers timers = new Timers(loop, count);
    loop.callSoonThreadsafe(timers);
    timers.done.await();
    return new Outcome(count, timers.early == 0);
  }

  private static final class Timers implements Runnable {

    private final CountDownLatch done = new CountDownLatch(1);
    private final Loop loop;
    private final int count;
    private int fired;
    private int early;

    Timers(Loop loop, int count) {
      this.loop = loop;
      this.count = count;
    }

    @Override
    public void run() {
      for (int i = 0; i < count; i++) {
        long delay = SPREAD_NANOS * i / count;
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
