package org.hotloop.loop.proactor.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Waits that end, each by what has to end it. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ParkingTest {

  private static final int TURNS = 20_000;

  private final Parking parking = new Parking();

  @Test
  @DisplayName("L7 a wake-up ends the wait that is going on")
  void endsAWait() throws Exception {
    Thread waiting = new Thread(() -> parking.park(Long.MAX_VALUE));
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    parking.unpark();
    waiting.join();
  }

  @Test
  @DisplayName("L7 one that comes before the wait ends it, whichever thread waits then")
  void endsTheNextWait() throws Exception {
    parking.unpark();
    parking.park(Long.MAX_VALUE);

    parking.unpark();
    Thread waiting = new Thread(() -> parking.park(Long.MAX_VALUE));
    waiting.start();
    waiting.join();
  }

  @Test
  @DisplayName("L7 none is lost between two threads that take turns")
  void losesNoWakeup() throws Exception {
    Parking other = new Parking();
    AtomicInteger turn = new AtomicInteger();
    Thread partner = new Thread(() -> takeTurns(turn, 1, other, parking));
    partner.start();
    takeTurns(turn, 0, parking, other);
    partner.join();
  }

  /** Waits for each second turn, and then wakes the other one; a wait may end early. */
  private static void takeTurns(AtomicInteger turn, int first, Parking own, Parking other) {
    for (int mine = first; mine < TURNS; mine += 2) {
      while (turn.get() != mine) {
        own.park(Long.MAX_VALUE);
      }
      turn.incrementAndGet();
      other.unpark();
    }
  }

  @Test
  @DisplayName("no time is no wait, and an interrupt ends one and stays set")
  void endsByTimeAndInterrupt() {
    parking.park(0);
    parking.park(1);
    assertFalse(Thread.currentThread().isInterrupted());
    Thread.currentThread().interrupt();
    parking.park(Long.MAX_VALUE);
    assertTrue(Thread.interrupted());
  }
}
