package org.hotloop.demo.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.Handle;
import org.hotloop.demo.internal.CallbackLedger.Balance;
import org.hotloop.loop.SelectorEventLoop;
import org.junit.jupiter.api.Test;

class CallbackStreamTest {

  private static final int ENOUGH = 50;
  private static final long PATIENCE_MILLIS = 10_000;

  /** That is waited for what is lost; the last timers need a part of it. */
  private static final long TIMERS_MILLIS = 1_000;

  private final AtomicInteger callbacks = new AtomicInteger();

  @Test
  void callbacksAndTimersComeOnceAndInOrder() throws InterruptedException {
    Balance balance = runOn(new Counting(), PATIENCE_MILLIS);

    assertTrue(balance.isClean(), balance::toString);
    assertTrue(balance.asked() > ENOUGH + ENOUGH / 20, balance::toString); // with timers
  }

  @Test
  void aLoopThatLosesOneIsFoundOut() throws InterruptedException {
    Balance balance =
        runOn(
            new Counting() {
              @Override
              void call(Runnable callback) {
                if (callbacks.get() != 7) {
                  callback.run();
                }
              }
            },
            TIMERS_MILLIS);

    assertEquals(1, balance.lost());
  }

  @Test
  void aLoopThatCallsTwiceIsFoundOut() throws InterruptedException {
    Balance balance =
        runOn(
            new Counting() {
              @Override
              void call(Runnable callback) {
                callback.run();
                if (callbacks.get() == 7) {
                  callback.run();
                }
              }
            },
            PATIENCE_MILLIS);

    assertEquals(1, balance.doubled());
  }

  private Balance runOn(Counting loop, long patienceMillis) throws InterruptedException {
    Thread runner = new Thread(loop::runForever, "runner");
    runner.start();
    CallbackStream stream = new CallbackStream(loop);
    stream.start();
    await().until(() -> callbacks.get() >= ENOUGH);
    Balance balance = stream.end(patienceMillis);
    loop.stop();
    runner.join();
    loop.close();
    return balance;
  }

  /** Counts what it is asked for from other threads. */
  private class Counting extends SelectorEventLoop {

    /** Runs one; at that time {@link #callbacks} is its number. */
    void call(Runnable callback) {
      callback.run();
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      return super.callSoonThreadsafe(
          () -> {
            callbacks.incrementAndGet();
            call(callback);
          });
    }
  }
}
