package org.hotloop.itests.bench.internal.jvm.work;

import java.util.concurrent.CountDownLatch;
import org.hotloop.itests.bench.internal.jvm.Loop;

/** A chain: each callback schedules the next. */
public final class CallSoonWork implements Work {

  private final Loop loop;

  /** On {@code loop}. */
  public CallSoonWork(Loop loop) {
    this.loop = loop;
  }

  @Override
  public Outcome run(int count) throws InterruptedException {
    Link link = new Link(loop, count);
    loop.callSoonThreadsafe(link);
    link.done.await();
    return new Outcome(count, link.left == 0);
  }

  private static final class Link implements Runnable {

    private final CountDownLatch done = new CountDownLatch(1);
    private final Loop loop;
    private int left;

    Link(Loop loop, int count) {
      this.loop = loop;
      this.left = count;
    }

    @Override
    public void run() {
      if (--left > 0) {
        loop.callSoon(this);
      } else {
        done.countDown();
      }
    }
  }
}
