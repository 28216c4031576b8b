package org.hotloop.runtime.internal.front;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.hotloop.EventLoop;

/** Fronts that move from engine to engine all the time, until they are closed. */
final class Restless {

  /** Others shall get to run, too. */
  private static final long PAUSE_NANOS = 1_000_000;

  private Restless() {}

  static SwapSafeLoop loop(Supplier<EventLoop> engines) {
    SwapSafeLoop front = new SwapSafeLoop("restless");
    front.moveTo(engines.get());
    Thread mover = new Thread(() -> keepMoving(front, engines), "mover");
    mover.setDaemon(true);
    mover.start();
    return front;
  }

  /** Each move is asked for when the one before is over; what is not run moves when it is. */
  private static void keepMoving(SwapSafeLoop front, Supplier<EventLoop> engines) {
    Semaphore moved = new Semaphore(1);
    try {
      while (!front.isClosed()) {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (moved.tryAcquire(10, TimeUnit.MILLISECONDS)) {
          front.between(
              () -> {
                front.moveTo(engines.get());
                moved.release();
              });
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
