package org.hotloop.watcher.threaded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionFactory;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.Exited;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.posix.ExitWait;
import org.hotloop.posix.PosixUnavailableException;
import org.hotloop.spi.RetainedChildHandler;
import org.hotloop.tck.FakeReaper;
import org.hotloop.tck.LogRecorder;
import org.hotloop.tck.RecordedExits;
import org.hotloop.tck.SteppedLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who has a thread, and for how long: with a kernel and a loop moved by hand. */
class ThreadedChildWatcherTest {

  private static final long FIRST = 4_000_061; // a watcher refuses the pid of its own JVM
  private static final long SECOND = 4_000_062;
  private static final long THIRD = 4_000_063;
  private static final int MAXIMUM = 2;

  private final FakeReaper reaper = new FakeReaper();
  private final RecordedExits exits = new RecordedExits();
  private final LogRecorder log = new LogRecorder();
  private final EventLoop real = new SelectorEventLoop();
  private final SteppedLoop loop = new SteppedLoop(real);
  private final Map<Long, FakeWait> waits = new ConcurrentHashMap<>();
  private final WatcherOfFakes watcher = new WatcherOfFakes();

  /** Why no wait can be had; null: it can. */
  private volatile RuntimeException refusal;

  /**
   * Lasts until the test ends it, or the watcher does with the second signal: the first is lost.
   */
  private static final class FakeWait implements ExitWait {

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean exited;
    private int signals;

    void exit() {
      exited = true;
      over.countDown();
    }

    @Override
    public boolean await() {
      try {
        over.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return exited;
    }

    @Override
    public synchronized boolean end() {
      if (++signals > 1) {
        over.countDown();
      }
      return signals > 1;
    }
  }

  private final class WatcherOfFakes extends ThreadedChildWatcher {
    WatcherOfFakes() {
      super(reaper, ThreadedChildWatcherTest.this::newWait, MAXIMUM);
    }
  }

  private ExitWait newWait(long pid) {
    if (refusal != null) {
      throw refusal;
    }
    FakeWait wait = new FakeWait();
    waits.put(pid, wait);
    return wait;
  }

  @BeforeEach
  void attach() {
    watcher.attachLoop(loop.loop());
    loop.step();
  }

  @AfterEach
  void close() {
    watcher.close();
    assertEquals(0, watcher.waitingThreads());
    assertEquals(List.of(), threads());
    real.close();
    log.close();
  }

  @Test
  @DisplayName("W2 a thread per child, named by its pid, which ends with the child")
  void aThreadPerChild() {
    watch(FIRST, SECOND);
    assertEquals(List.of("hotloop-threaded-" + FIRST, "hotloop-threaded-" + SECOND), threads());
    assertEquals(2, watcher.waitingThreads());
    assertEquals("WatcherOfFakes (Waiting threads: 2 of 2; children without one: 0)", "" + watcher);

    exit(FIRST, 7);

    stepUntilTold(FIRST);
    exits.assertExactly(Map.of(FIRST, 7));
    awaitThreads(SECOND);
  }

  @Test
  @DisplayName("W6 the same pid registered twice has one thread")
  void oneThreadForTwoRegistrations() {
    watch(FIRST);
    watch(FIRST);
    assertEquals(1, watcher.waitingThreads());
  }

  @Test
  @DisplayName("W7 a thread whose child was removed ends, also where its first signal was lost")
  void aRemovedChildHasNoThread() {
    watch(FIRST, SECOND);
    assertTrue(watcher.removeChildHandler(FIRST));
    loop.step();
    assertEquals(1, loop.pendingTimers(), "somebody looks whether it has ended");
    loop.elapse();
    awaitThreads(SECOND);
    loop.elapse();
    assertEquals(0, loop.pendingTimers());
    assertTrue(reaper.isChild(FIRST));
  }

  @Test
  @DisplayName("W14 detached, the threads wait on; an exit is told after the next attach")
  void waitsOnWhileDetached() {
    watch(FIRST, SECOND);
    watcher.attachLoop(null);
    exit(FIRST, 14);
    awaitThreads(SECOND);
    loop.step();
    exits.assertExactly(Map.of());
    assertTrue(reaper.isChild(FIRST), "its status is not taken");

    watcher.attachLoop(loop.loop());
    loop.step();
    exits.assertExactly(Map.of(FIRST, 14));
    awaitThreads(SECOND);
  }

  @Test
  @DisplayName("W15 O9 closed, no thread is left although no child has ended")
  void closeEndsTheThreads() {
    watch(FIRST, SECOND);
    watcher.close();
    assertEquals(0, watcher.waitingThreads());
    assertEquals(List.of(), threads());
    assertTrue(reaper.isChild(FIRST) && reaper.isChild(SECOND));
  }

  @Test
  @DisplayName("W15 an interrupt does not keep the close from ending the threads, and stays")
  void closeIsNotInterrupted() {
    watch(FIRST, SECOND);
    Thread.currentThread().interrupt();
    watcher.close();
    assertTrue(Thread.interrupted());
    assertEquals(0, watcher.waitingThreads());
  }

  @Test
  @DisplayName("Fault 15: with a thread for each child there is neither timer nor signal handler")
  void needsNoTimerAndNoSignal() {
    watch(FIRST, SECOND);
    assertEquals(0, loop.pendingTimers());
    assertEquals(List.of(), loop.handledSignals());
  }

  @Test
  @DisplayName("Fault 8: beyond the maximum a child is polled, with one warning, and is told")
  void pollsBeyondTheMaximum() {
    watch(FIRST, SECOND, THIRD, THIRD + 1);
    assertEquals(2, watcher.waitingThreads());
    assertEquals(2, watcher.polledChildren());
    assertEquals(1, log.warnings().size(), log.warnings()::toString);
    assertTrue(
        log.warnings().get(0).contains("there are 2, the maximum"), log.warnings()::toString);

    reaper.end(THIRD, new Exited(8));
    loop.elapse();
    exits.assertExactly(Map.of(THIRD, 8));
    loop.elapse();
    assertEquals(1, log.warnings().size(), "the shortage is the same");
  }

  @Test
  @DisplayName("Fault 8: a polled child gets the thread that another one leaves, then no tick")
  void givesAThreadLater() {
    watch(FIRST, SECOND, THIRD);
    exit(FIRST, 1);
    stepUntilTold(FIRST);
    awaitThreads(SECOND);

    loop.elapse();
    awaitThreads(SECOND, THIRD);
    assertEquals(0, watcher.polledChildren());
    assertEquals(0, loop.pendingTimers());

    watch(FIRST);
    assertEquals(2, log.warnings().size(), "the next shortage has a warning of its own");
  }

  @Test
  @DisplayName("Fault 8: a greater maximum serves who is polled; a smaller one ends no thread")
  void changesTheMaximum() {
    watch(FIRST, SECOND, THIRD);
    watcher.setMaximumThreads(3);
    loop.elapse();
    awaitThreads(FIRST, SECOND, THIRD);

    watcher.setMaximumThreads(1);
    assertThrows(IllegalArgumentException.class, () -> watcher.setMaximumThreads(0));
    loop.step();
    assertEquals(3, watcher.waitingThreads());
    assertThrows(IllegalArgumentException.class, () -> new ThreadedChildWatcher(0));
  }

  @Test
  @DisplayName("Fault 8: where no wait can be had a child is polled, and told")
  void pollsWhereNoWaitCanBeHad() {
    refusal = new PosixUnavailableException("no signal is free", null);
    watch(FIRST);
    assertEquals(0, watcher.waitingThreads());
    assertTrue(log.warnings().get(0).contains("no signal is free"), log.warnings()::toString);

    refusal = null;
    loop.elapse();
    awaitThreads(FIRST);
    exit(FIRST, 3);
    stepUntilTold(FIRST);
    exits.assertExactly(Map.of(FIRST, 3));
  }

  @Test
  @DisplayName("Fault 20: an end that is none yet is polled, never spun on")
  void pollsAnEndThatIsNone() {
    watch(FIRST);
    waits.get(FIRST).exit(); // the kernel says so, and yet there is no status
    awaitThreads();
    loop.step();
    int before = reaper.waits().size();
    loop.step();
    loop.step();
    assertEquals(before, reaper.waits().size());

    loop.elapse();
    awaitThreads(FIRST);
    exit(FIRST, 20);
    stepUntilTold(FIRST);
    exits.assertExactly(Map.of(FIRST, 20));
  }

  @Test
  @DisplayName("W22 the handler runs on the loop that it was registered on")
  void callsOnTheRegisteringLoop() throws Exception {
    try (EventLoop other = new SelectorEventLoop()) {
      registerOn(other, exits);
      exit(FIRST, 22);
      closely().until(() -> stepped(() -> !reaper.isChild(FIRST)));
      exits.assertExactly(Map.of());

      other.callSoon(other::stop);
      other.runForever();
      exits.assertExactly(Map.of(FIRST, 22));
    }
  }

  @Test
  @DisplayName("W22 the registering loop is closed before the exit: a warning, the child is reaped")
  void survivesARegisteringLoopThatIsClosed() {
    EventLoop other = new SelectorEventLoop();
    registerOn(other, exits);
    other.close();
    exit(FIRST, 22);

    closely().until(() -> stepped(() -> !reaper.isChild(FIRST)));

    exits.assertExactly(Map.of());
    assertTrue(log.names(FIRST), log.warnings()::toString);
  }

  @Test
  @DisplayName(
      "W22 X48 the attached loop is closed before the exit: a warning, then the next reaps")
  void survivesAnAttachedLoopThatIsClosed() {
    EventLoop shortLived = new SelectorEventLoop();
    watcher.attachLoop(shortLived);
    reaper.start(FIRST);
    watcher.addChildHandler(FIRST, exits);
    shortLived.close();
    exit(FIRST, 22);
    closely().until(() -> log.names(FIRST));

    watcher.attachLoop(loop.loop());
    loop.step();
    exits.assertExactly(Map.of(FIRST, 22));
  }

  @Test
  @DisplayName("O1 W22 a handler that is kept elsewhere is called wherever its loop has gone")
  void losesNoRetainedHandler() {
    EventLoop other = new SelectorEventLoop();
    RetainedChildHandler retained = exits::childExited;
    registerOn(other, retained);
    other.close();
    exit(FIRST, 22);
    stepUntilTold(FIRST);
    exits.assertExactly(Map.of(FIRST, 22));
  }

  private void registerOn(EventLoop other, ChildHandler handler) {
    reaper.start(FIRST);
    other.callSoon(() -> watcher.addChildHandler(FIRST, handler));
    other.callSoon(other::stop);
    other.runForever();
    loop.step();
  }

  private void watch(long... pids) {
    for (long pid : pids) {
      reaper.start(pid);
      watcher.addChildHandler(pid, exits);
    }
    loop.step();
  }

  private void exit(long pid, int code) {
    reaper.end(pid, new Exited(code));
    waits.get(pid).exit();
  }

  /** Its thread needs a moment to tell the loop. */
  private void stepUntilTold(long pid) {
    closely()
        .until(() -> stepped(() -> exits.calls().stream().anyMatch(call -> call.pid() == pid)));
  }

  private boolean stepped(BooleanSupplier condition) {
    loop.step();
    return condition.getAsBoolean();
  }

  private void awaitThreads(long... pids) {
    List<String> names =
        LongStream.of(pids).sorted().mapToObj(pid -> "hotloop-threaded-" + pid).toList();
    closely().until(() -> threads().equals(names));
    closely().until(() -> watcher.waitingThreads() == names.size());
  }

  private static List<String> threads() {
    List<Thread> live = new ArrayList<>(Thread.getAllStackTraces().keySet());
    return live.stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("hotloop-threaded-"))
        .sorted()
        .toList();
  }

  /** On this thread, which is the loop's and the kernel's. */
  private static ConditionFactory closely() {
    return await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(30, SECONDS);
  }
}
