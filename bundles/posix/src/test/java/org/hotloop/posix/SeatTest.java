package org.hotloop.posix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hotloop.posix.TestChildren.descriptors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.posix.Poller.Watch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The test's thread is the loop's. */
@Timeout(60)
class SeatTest {

  private static final long LONG_NANOS = SECONDS.toNanos(30);
  private static final long BEYOND_THE_TIMEOUT_NANOS = SECONDS.toNanos(120);
  private static final int WAKERS = 2;
  private static final int CALLS = 5_000;
  private static final String POLLERS = "hotloop-posix-epoll";

  private final Poller poller = Posix.get().poller();
  private final BlockingQueue<String> callers = new LinkedBlockingQueue<>();
  private Descriptor reading;
  private Descriptor writing;
  private Seat seat;
  private Watch watch;

  @BeforeEach
  void open() throws Exception {
    Descriptors.Pipe pipe = descriptors().openPipe(true);
    reading = pipe.parent();
    writing = pipe.child();
    seat = poller.takeSeat();
    watch = poller.watch(reading.fd(), Interest.READ, this::ready);
  }

  @AfterEach
  void close() {
    watch.close();
    seat.close();
    reading.close();
    writing.close();
  }

  @Test
  @DisplayName("the only loop with a seat is told on its own thread, in its own wait")
  void theOnlyLoopIsTheHost() throws Exception {
    assertTrue(seat.isOffered());
    write();
    awaitCall();
    // where this machine keeps us from waiting for long, the poller's thread is right to step in
    while (!callers.take().equals(Thread.currentThread().getName())) {
      watch.rearm(); // there still is something to read
      awaitCall();
    }
  }

  @Test
  @DisplayName("a wait ends when it is woken, also by who came before it")
  void aWaitEndsWhenItIsWoken() throws Exception {
    assertTrue(seat.await(0));
    seat.wake();
    assertTrue(seat.await(LONG_NANOS));
    Thread waker = new Thread(seat::wake, "waker");
    waker.start();
    assertTrue(seat.await(LONG_NANOS));
    waker.join();
  }

  @Test
  @DisplayName("no wake-up is lost, whether the loop waits, is about to, or has just come back")
  void noWakeUpIsLost() throws Exception {
    BlockingQueue<Integer> calls = new LinkedBlockingQueue<>();
    Semaphore turns = new Semaphore(WAKERS);
    List<Thread> wakers = new ArrayList<>();
    for (int i = 0; i < WAKERS; i++) {
      wakers.add(new Thread(() -> call(calls, turns), "waker " + i));
    }
    wakers.forEach(Thread::start);
    for (int left = WAKERS * CALLS; left > 0; left--) {
      while (calls.isEmpty()) { // as a loop looks before it waits
        assertTrue(seat.await(BEYOND_THE_TIMEOUT_NANOS));
      }
      calls.remove();
      turns.release();
    }
    for (Thread waker : wakers) {
      waker.join();
    }
  }

  /** One call, and one wake-up for it, for each turn. */
  private void call(BlockingQueue<Integer> calls, Semaphore turns) {
    for (int i = 0; i < CALLS; i++) {
      turns.acquireUninterruptibly();
      calls.add(i);
      seat.wake();
    }
  }

  @Test
  @DisplayName("where two loops have seats neither waits, and the poller's thread tells both")
  void twoLoopsAreToldByThePollersThread() throws Exception {
    assertTrue(seat.await(0));
    try (Seat other = poller.takeSeat()) {
      assertFalse(seat.isOffered());
      assertFalse(other.isOffered());
      assertFalse(seat.await(LONG_NANOS));
      write();
      assertEquals(POLLERS, callers.take());
    }
    assertTrue(seat.isOffered());
  }

  @Test
  @DisplayName("a second loop ends the wait of the first, which would keep its events")
  void aSecondLoopEndsTheWaitOfTheFirst() throws Exception {
    BlockingQueue<Seat> taken = new LinkedBlockingQueue<>();
    Thread second = new Thread(() -> taken.add(poller.takeSeat()), "second loop");
    second.start();
    while (seat.await(LONG_NANOS)) {
      // woken, by the one or the other of what happens
    }
    write();
    assertEquals(POLLERS, callers.take());
    taken.take().close();
    second.join();
  }

  @Test
  @DisplayName("who leaves is told by the poller's thread from then on")
  void whoLeavesIsToldByThePollersThread() throws Exception {
    assertTrue(seat.await(0));
    seat.leave();
    write();
    assertEquals(POLLERS, callers.take());
  }

  @Test
  @DisplayName("a loop that is busy for long does not keep what others wait for")
  void aBusyLoopDoesNotKeepWhatOthersWaitFor() throws Exception {
    assertTrue(seat.await(0));
    write();
    assertEquals(POLLERS, callers.take()); // while this thread is in no wait of the seat's
    watch.rearm();
    awaitCall();
    callers.take();
  }

  @Test
  @DisplayName(
      "the poller's thread goes a while after the last watch, also under a loop that sleeps")
  void theThreadGoesUnderALoopThatSleeps() {
    assertTrue(seat.await(0));
    watch.close();
    while (seat.await(LONG_NANOS)) {
      // until there is nothing to wait for
    }
    assertFalse(seat.isOffered());
    await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(SeatTest::polls));
  }

  private static boolean polls(Thread thread) {
    return thread.getName().equals(POLLERS);
  }

  /** It may also come on the poller's thread, from a wait that had begun before. */
  private void awaitCall() {
    while (callers.isEmpty()) {
      seat.await(LONG_NANOS);
    }
  }

  private void ready() {
    callers.add(Thread.currentThread().getName());
    seat.wake(); // as a loop is
  }

  private void write() throws Exception {
    writing.write(ByteBuffer.wrap(new byte[1]));
  }
}
