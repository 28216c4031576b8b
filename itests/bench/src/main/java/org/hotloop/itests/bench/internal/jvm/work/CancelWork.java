package org.hotloop.itests.bench.internal.jvm.work;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.hotloop.itests.bench.internal.jvm.Loop;

/** Timers that are made and cancelled, a thousand at a time; none may stay in the queue. */
public final class CancelWork implements Work {

  private static final int BATCH = 1000;
  private static final Duration FAR = Duration.ofHours(1);

  private final Loop loop;

  /** On {@code loop}. */
  public CancelWork(Loop loop) {
    this.loop = loop;
  }

  @Override
  public Outcome run(int count) throws InterruptedException {
    Batches batches = new Batches(loop, count / BATCH);
    loop.callSoonThreadsafe(batches);
    batches.done.await();
    // whoever keeps a cancelled timer keeps what it would have called
    System.gc();
    return new Outcome(
        (long) batches.count * BATCH, batches.fired == 0 && batches.callback.refersTo(null));
  }

  private static final class Batches implements Runnable {

    private final CountDownLatch done = new CountDownLatch(1);
    private final Loop loop;
    private final int count;
    private final Runnable[] cancels = new Runnable[BATCH];
    private WeakReference<Runnable> callback = new WeakReference<>(null);
    private int made;
    private int fired;

    Batches(Loop loop, int count) {
      this.loop = loop;
      this.count = count;
    }

    @Override
    public void run() {
      Runnable never = () -> fired++;
      callback = new WeakReference<>(never);
      for (int i = 0; i < BATCH; i++) {
        cancels[i] = loop.callLater(FAR, never);
      }
      for (int i = 0; i < BATCH; i++) {
        cancels[i].run();
        cancels[i] = null;
      }
      if (++made < count) {
        loop.callSoon(this);
      } else {
        // in a callback of its own, when this one's frame holds nothing any more
        loop.callSoon(done::countDown);
      }
    }
  }
}
