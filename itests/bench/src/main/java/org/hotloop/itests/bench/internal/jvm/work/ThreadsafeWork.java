package org.hotloop.itests.bench.internal.jvm.work;

import java.util.concurrent.CountDownLatch;
import org.hotloop.itests.bench.internal.jvm.Loop;

/** Callbacks from one other thread, which the loop must run in their order. */
public final class ThreadsafeWork implements Work {

  private final Loop loop;

  /** On {@code loop}. */
  public ThreadsafeWork(Loop loop) {
    this.loop = loop;
  }

  @Override
  public Outcome run(int count) throws InterruptedException {
    Tally tally = new Tally(count);
    for (int i = 0; i < count; i++) {
      int number = i;
      loop.callSoonThreadsafe(() -> tally.called(number));
    }
    tally.done.await();
    return new Outcome(count, tally.inOrder);
  }

  private static final class Tally {

    private final CountDownLatch done = new CountDownLatch(1);
    private final int count;
    private int next;
    private boolean inOrder = true;

    Tally(int count) {
      this.count = count;
    }

    void called(int number) {
      inOrder &= number == next;
      if (++next == count) {
        done.countDown();
      }
    }
  }
}
