package org.hotloop.itests.bench.internal.jvm.work;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.hotloop.itests.bench.internal.jvm.Loop;
import org.hotloop.itests.bench.internal.jvm.Order;

/** Timers that come and go beside many that are far away: half of them fire. */
public final class PendingWork implements Work {

  private static final int HALF_A_BATCH = 500;
  private static final Duration SOON = Duration.ofMillis(1);
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final long SCATTER = 7919;

  private final Loop loop;
  private final int pending;
  private int firedEarly;
  private Map<String, Object> figures = Map.of();

  /** On {@code loop}, as ordered. */
  public PendingWork(Loop loop, Order order) {
    this.loop = loop;
    this.pending = order.number("pending");
  }

  /**
   * When that is done beside none, those that are far away come, which is news to the compilers: so
   * it is done again beside them.
   */
  @Override
  public boolean warmUp(int count) throws Exception {
    boolean right = Work.super.warmUp(count);
    Members members = new Members(pending);
    CountDownLatch made = new CountDownLatch(1);
    Runnable never = this::fireEarly;
    loop.callSoonThreadsafe(
        () -> {
          for (int i = 0; i < pending; i++) {
            loop.callLater(farAway(i), never);
          }
          made.countDown();
        });
    made.await();
    members.made();
    figures = members.figures();
    return right & Work.super.warmUp(count);
  }

  /** Within an hour from an hour on, in no order. */
  private static Duration farAway(long number) {
    return Duration.ofMillis(HOUR_MILLIS + number * SCATTER % HOUR_MILLIS);
  }

  @Override
  public Outcome run(int count) throws InterruptedException {
    Batches batches = new Batches(count / (2 * HALF_A_BATCH));
    loop.callSoonThreadsafe(batches);
    batches.done.await();
    boolean right = batches.fired == (long) batches.count * HALF_A_BATCH && firedEarly == 0;
    return new Outcome(2L * HALF_A_BATCH * batches.count, right, figures, 0);
  }

  private void fireEarly() {
    firedEarly++;
  }

  private final class Batches implements Runnable {

    private final CountDownLatch done = new CountDownLatch(1);
    private final int count;
    private final Runnable[] cancels = new Runnable[HALF_A_BATCH];
    private int begun;
    private int fired;

    Batches(int count) {
      this.count = count;
    }

    @Override
    public void run() {
      if (begun++ == count) {
        done.countDown();
        return;
      }
      for (int i = 0; i < HALF_A_BATCH; i++) {
        loop.callLater(SOON, this::fire);
        cancels[i] = loop.callLater(farAway(fired + i), PendingWork.this::fireEarly);
      }
    }

    private void fire() {
      fired++;
      if (fired == begun * HALF_A_BATCH) {
        for (Runnable cancel : cancels) {
          cancel.run();
        }
        loop.callSoon(this);
      }
    }
  }
}
