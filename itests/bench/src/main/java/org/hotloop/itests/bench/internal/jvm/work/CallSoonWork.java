package org.hotloop.itests.bench.internal.jvm.work;

import java.util.concurrent.CountDownLatch;
import org.hotloop.itests.bench.internal.jvm.Loop;

/**
 * Chains: each callback schedules the next. There are several, so that a warm-up has seen one end:
 * a virtual machine that has not compiles the loop anew when the first one does.
 */
public final class CallSoonWork implements Work {

  private static final int LENGTH = 500_000;

  private final Loop loop;

  /** On {@code loop}. */
  public CallSoonWork(Loop loop) {
    this.loop = loop;
  }

  @Override
  public Outcome run(int count) throws InterruptedException {
    boolean right = true;
    for (int left = count; left > 0; left -= LENGTH) {
      Link link = new Link(loop, Math.min(left, LENGTH));
      loop.callSoonThreadsafe(link);
      link.done.await();
      right &= link.left == 0;
    }
    return new Outcome(count, right);
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
