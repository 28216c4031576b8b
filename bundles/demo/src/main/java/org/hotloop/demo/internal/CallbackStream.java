package org.hotloop.demo.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hotloop.EventLoop;
import org.hotloop.demo.internal.CallbackLedger.Balance;

/**
 * Keeps the loop busy: a thread of its own asks for one callback after the other, and every tenth
 * of them for a timer.
 */
final class CallbackStream {

  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
  private static final int CALLBACKS_PER_TIMER = 10;

  /** The same for all, so that timers, too, have an order. */
  private static final Duration DELAY = Duration.ofMillis(30);

  private final EventLoop loop;
  private final CallbackLedger callbacks = new CallbackLedger();
  private final CallbackLedger timers = new CallbackLedger();
  private final Thread thread = new Thread(this::ask, "hotloop-demo-callbacks");
  private volatile boolean ending;

  CallbackStream(EventLoop loop) {
    this.loop = loop;
  }

  void start() {
    thread.start();
  }

  /**
   * Asks for no more, and waits for what is to come, but no longer than {@code millis}.
   *
   * @return what came of all
   */
  Balance end(long millis) throws InterruptedException {
    ending = true;
    thread.join();
    callbacks.awaitAll(millis); // before the timers: these ask for them
    timers.awaitAll(millis);
    return callbacks.balance().plus(timers.balance());
  }

  private void ask() {
    while (!ending) {
      long number = callbacks.asked();
      loop.callSoonThreadsafe(() -> called(number));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** On the loop. */
  private void called(long number) {
    callbacks.came(number);
    if (number % CALLBACKS_PER_TIMER == 0) {
      long timer = timers.asked();
      loop.callLater(DELAY, () -> timers.came(timer));
    }
  }
}
