package org.hotloop.watcher.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hotloop.EventLoop;
import org.hotloop.child.Exited;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.child.Signaled;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.posix.Signals;
import org.hotloop.posix.Signals.Registration;
import org.hotloop.tck.FakeReaper;
import org.hotloop.tck.ForeignSignals;
import org.hotloop.tck.RecordedExits;
import org.hotloop.tck.SteppedLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which waits it makes, and when: with a kernel and a loop that a test moves by hand. */
class SafeChildWatcherTest {

  private static final long FIRST = 4_000_043; // a watcher refuses the pid of its own JVM
  private static final long SECOND = 4_000_044;

  private final FakeReaper reaper = new FakeReaper();
  private final RecordedExits exits = new RecordedExits();
  private final EventLoop real = new SelectorEventLoop();
  private final SteppedLoop loop = new SteppedLoop(real);
  private final SafeChildWatcher watcher = new SafeChildWatcher(reaper);

  @BeforeEach
  void attach() {
    watcher.attachLoop(loop.loop());
    loop.step();
  }

  @AfterEach
  void close() {
    watcher.close();
    real.close();
  }

  @Test
  @DisplayName("W3 one SIGCHLD, one of two children has ended: it alone is told")
  void tellsOneOfTwo() {
    watch(FIRST, SECOND);
    reaper.end(FIRST, new Signaled(3, false));
    sigchld();
    exits.assertExactly(Map.of(FIRST, -3));

    reaper.end(SECOND, new Exited(108));
    sigchld();
    exits.assertExactly(Map.of(FIRST, -3, SECOND, 108));
  }

  @Test
  @DisplayName("W4 one SIGCHLD, both have ended: each is told with its own code")
  void tellsBothBehindOneSignal() {
    watch(FIRST, SECOND);
    reaper.end(FIRST, new Exited(23));
    reaper.end(SECOND, new Exited(19));
    sigchld();
    exits.assertExactly(Map.of(FIRST, 23, SECOND, 19));
  }

  @Test
  @DisplayName("W4 an exit behind a sweep's back asks for another sweep, not for the timer")
  void sweepsAgainForASignalDuringASweep() {
    watch(FIRST);
    reaper.start(SECOND);
    watcher.addChildHandler(
        SECOND,
        (pid, status) -> {
          reaper.end(FIRST, new Exited(1));
          loop.raise("CHLD");
        });
    loop.step();
    reaper.end(SECOND, new Exited(2));
    sigchld();
    loop.step();
    exits.assertExactly(Map.of(FIRST, 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -2, -1, 0, 1, 4_194_305, Long.MAX_VALUE})
  @DisplayName("W18 W27 what can be no child's pid makes no system call")
  void asksTheKernelNothingAboutImpossiblePids(long pid) {
    assertThrows(NoSuchChildException.class, () -> watcher.addChildHandler(pid, exits));
    watcher.removeChildHandler(pid);
    sigchld();
    assertEquals(0, reaper.calls());
  }

  @Test
  @DisplayName("W18 it waits for its own pids only, for each once, however many signals come")
  void waitsForItsOwnPidsOnly() {
    reaper.start(50);
    watch(FIRST, SECOND);
    int before = reaper.waits().size();
    for (int signal = 0; signal < 100; signal++) {
      loop.raise("CHLD");
    }
    loop.step();
    loop.step();
    assertEquals(List.of(FIRST, SECOND), sweepSince(before));
  }

  @Test
  @DisplayName("W2 a child that was told is not waited for again, so its pid may be another's")
  void forgetsWhatItTold() {
    watch(FIRST);
    reaper.end(FIRST, new Exited(0));
    sigchld();
    reaper.end(FIRST, new Exited(9));
    int before = reaper.waits().size();
    sigchld();
    assertEquals(List.of(), sweepSince(before));
  }

  @Test
  @DisplayName("Fault 15: a timer sweeps while handlers are pending, and there is none when idle")
  void sweepsWithoutASignalWhilePending() {
    assertEquals(0, loop.pendingTimers());
    watch(FIRST);
    assertEquals(1, loop.pendingTimers());
    loop.elapse();
    assertEquals(1, loop.pendingTimers());

    reaper.end(FIRST, new Exited(7));
    loop.elapse();

    exits.assertExactly(Map.of(FIRST, 7));
    assertEquals(0, loop.pendingTimers());
  }

  @Test
  @DisplayName("Fault 15: the timer puts a SIGCHLD handler back that somebody else has reset")
  void putsTheSignalHandlerBack() throws Exception {
    CountDownLatch delivered = new CountDownLatch(1);
    try (Registration ours = Signals.listen("CHLD", delivered::countDown)) {
      watch(FIRST);
      ForeignSignals.resetSigchld();
      loop.elapse();
      ForeignSignals.raiseSigchld();
      assertTrue(delivered.await(30, TimeUnit.SECONDS));
    }
  }

  @Test
  @DisplayName("W14 W15 detached or closed there is neither timer nor signal handler")
  void leavesNothingOnTheLoop() {
    watch(FIRST);
    watcher.attachLoop(null);
    assertEquals(List.of(), loop.handledSignals());
    assertEquals(0, loop.pendingTimers());

    watcher.attachLoop(loop.loop());
    loop.step();
    assertEquals(List.of("CHLD"), loop.handledSignals());
    assertEquals(1, loop.pendingTimers());

    watcher.close();
    assertEquals(List.of(), loop.handledSignals());
    assertEquals(0, loop.pendingTimers());
  }

  @Test
  @DisplayName("P26 a loop that refuses leaves the watcher with the one before")
  void staysWithItsLoopWhenTheNextRefuses() {
    watch(FIRST);
    EventLoop closed = new SelectorEventLoop();
    closed.close();
    assertThrows(IllegalStateException.class, () -> watcher.attachLoop(closed));

    reaper.end(FIRST, new Exited(1));
    sigchld();
    exits.assertExactly(Map.of(FIRST, 1));
  }

  @Test
  @DisplayName("X48 its loop is closed before the exit: the next attach tells it")
  void survivesALoopThatIsClosed() {
    EventLoop shortLived = new SelectorEventLoop();
    watcher.attachLoop(shortLived);
    watch(FIRST);
    shortLived.close();
    watch(SECOND);
    reaper.end(FIRST, new Exited(1));
    reaper.end(SECOND, new Exited(2));

    watcher.attachLoop(loop.loop());
    loop.step();

    exits.assertExactly(Map.of(FIRST, 1, SECOND, 2));
  }

  @Test
  @DisplayName("W27 a child that nobody can tell of is refused, and nothing is registered")
  void refusesWhatTheKernelDoesNotKnow() {
    assertThrows(NoSuchChildException.class, () -> watcher.addChildHandler(FIRST, exits));
    sigchld();
    assertTrue(reaper.waits().isEmpty());
  }

  @Test
  @DisplayName("W7 W25 removed by another child's handler, it is not waited for any more")
  void leavesTheStatusOfWhatAHandlerRemoved() {
    List<Long> told = new ArrayList<>();
    for (long pid : List.of(FIRST, SECOND)) {
      reaper.start(pid);
      watcher.addChildHandler(
          pid,
          (ended, status) -> {
            told.add(ended);
            assertTrue(watcher.removeChildHandler(FIRST + SECOND - ended));
          });
    }
    loop.step();
    reaper.end(FIRST, new Exited(1));
    reaper.end(SECOND, new Exited(2));
    sigchld();
    assertEquals(1, told.size());
    assertTrue(reaper.isChild(FIRST + SECOND - told.get(0)), "its status is not taken");
  }

  @Test
  @DisplayName("W24 a wait that fails is reported, and the other children are told all the same")
  void survivesAWaitThatFails() {
    List<Throwable> reported = new ArrayList<>();
    real.setExceptionHandler((on, context) -> context.exception().ifPresent(reported::add));
    RuntimeException failure = new IllegalStateException("a wait that fails");
    watch(FIRST, SECOND);
    reaper.fail(FIRST, failure);
    reaper.end(FIRST, new Exited(1));
    reaper.end(SECOND, new Exited(2));
    sigchld();
    exits.assertExactly(Map.of(SECOND, 2));
    assertEquals(List.of(failure), reported);
  }

  private void watch(long... pids) {
    for (long pid : pids) {
      reaper.start(pid);
      watcher.addChildHandler(pid, exits);
    }
    if (!real.isClosed()) {
      loop.step();
    }
  }

  private void sigchld() {
    loop.raise("CHLD");
    loop.step();
  }

  private List<Long> sweepSince(int before) {
    return reaper.waits().subList(before, reaper.waits().size()).stream().sorted().toList();
  }
}
