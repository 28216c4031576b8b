package org.hotloop.watcher.pidfd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.child.Exited;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.posix.PosixUnavailableException;
import org.hotloop.tck.FakeReaper;
import org.hotloop.tck.RecordedExits;
import org.hotloop.tck.SteppedLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which waits it makes, and when: with a kernel and a loop that a test moves by hand. */
class PidfdChildWatcherTest {

  private static final long FIRST = 4_000_043; // a watcher refuses the pid of its own JVM
  private static final long SECOND = 4_000_044;

  private final FakeReaper reaper = new FakeReaper();
  private final FakePidfds pidfds = new FakePidfds(reaper);
  private final RecordedExits exits = new RecordedExits();
  private final EventLoop real = new SelectorEventLoop();
  private final SteppedLoop loop = new SteppedLoop(real);
  private final PidfdChildWatcher watcher = new PidfdChildWatcher(reaper, pidfds, pidfds) {};

  @BeforeEach
  void attach() {
    watcher.attachLoop(loop.loop());
    loop.step();
  }

  @AfterEach
  void close() {
    watcher.close();
    real.close();
    assertEquals(0, pidfds.open(), "W15 descriptors are given back");
  }

  @Test
  @DisplayName("W2 an exit costs one wait, however many children are alive; no timer, no signal")
  void waitsForTheOneThatEnded() {
    watch(FIRST, SECOND);
    int before = reaper.waits().size();
    end(FIRST, 12);
    exits.assertExactly(Map.of(FIRST, 12));
    assertEquals(List.of(FIRST), reaper.waits().subList(before, reaper.waits().size()));
    assertEquals(1, pidfds.open());
    assertEquals(0, loop.pendingTimers());
    assertEquals(List.of(), loop.handledSignals());
  }

  @Test
  @DisplayName("W5 one that ended before it was registered is told by a check, and never armed")
  void checksOneThatHasEndedAlready() {
    reaper.start(FIRST);
    reaper.end(FIRST, new Exited(5));
    watcher.addChildHandler(FIRST, exits);
    assertEquals(0, pidfds.armed());
    exits.assertExactly(Map.of());
    loop.step();
    exits.assertExactly(Map.of(FIRST, 5));
    assertEquals(0, pidfds.open());
  }

  @Test
  @DisplayName("Fault 3: a child without a pidfd is polled, the others are not, and none is lost")
  void pollsAChildWithoutAPidfd() {
    watch(FIRST);
    pidfds.exhaust(true);
    watch(SECOND);
    assertEquals(1, loop.pendingTimers());
    int before = reaper.waits().size();
    loop.elapse();
    assertEquals(List.of(SECOND), reaper.waits().subList(before, reaper.waits().size()));

    reaper.end(SECOND, new Exited(7));
    loop.elapse();
    exits.assertExactly(Map.of(SECOND, 7));
    assertEquals(0, loop.pendingTimers());
    end(FIRST, 8);
    exits.assertExactly(Map.of(SECOND, 7, FIRST, 8));
  }

  @Test
  @DisplayName("Fault 3 4: when there are descriptors again, a polled child gets its pidfd")
  void watchesAgainWhenThereAreDescriptors() {
    pidfds.exhaust(true);
    watch(FIRST);
    pidfds.exhaust(false);
    loop.elapse();
    assertEquals(1, pidfds.open());
    loop.elapse();
    assertEquals(0, loop.pendingTimers());

    end(FIRST, 9);
    exits.assertExactly(Map.of(FIRST, 9));
  }

  @Test
  @DisplayName(
      "Fault 19 20: readable but not to be reaped, it is armed again with the next tick only")
  void armsAHeldChildWithTheTick() {
    watch(FIRST);
    pidfds.readable(FIRST);
    loop.step();
    loop.step();
    assertEquals(0, pidfds.rearmed(), "at once would be a spin");
    assertEquals(1, loop.pendingTimers());

    loop.elapse();
    assertEquals(1, pidfds.rearmed());
    assertEquals(0, loop.pendingTimers());
    end(FIRST, 20);
    exits.assertExactly(Map.of(FIRST, 20));
  }

  @Test
  @DisplayName("W14 Fault 19: told of while detached, a held child is armed again after the attach")
  void armsWhatWasHeldWhileDetached() {
    watch(FIRST);
    watcher.attachLoop(null);
    pidfds.readable(FIRST);
    watcher.attachLoop(loop.loop());
    loop.step();
    loop.elapse();
    assertEquals(1, pidfds.rearmed());
    end(FIRST, 1);
    exits.assertExactly(Map.of(FIRST, 1));
  }

  @Test
  @DisplayName("W11 Fault 11: a stolen status is unknown, by pidfd and by polling")
  void tellsAStolenStatus() {
    watch(FIRST);
    pidfds.exhaust(true);
    watch(SECOND);
    reaper.steal(FIRST);
    reaper.steal(SECOND);
    pidfds.readable(FIRST);
    loop.step();
    loop.elapse();
    exits.assertExactly(Map.of(FIRST, 255, SECOND, 255));
  }

  @Test
  @DisplayName("W6 W7 registered twice, a child keeps its one pidfd; removed, it gives it back")
  void hasOnePidfdForAChild() {
    watch(FIRST);
    pidfds.exhaust(true);
    watcher.addChildHandler(FIRST, exits);
    assertEquals(1, pidfds.open());
    assertTrue(watcher.removeChildHandler(FIRST));
    assertEquals(0, pidfds.open());
    assertFalse(watcher.removeChildHandler(FIRST));
  }

  @Test
  @DisplayName("W27 what is no child is refused, and its pidfd given back")
  void refusesWhatIsNoChild() {
    assertThrows(NoSuchChildException.class, () -> watcher.addChildHandler(FIRST, exits));
    assertEquals(0, pidfds.open());
  }

  @Test
  @DisplayName("P26 a loop that is closed is refused; the watcher stays with the one before")
  void refusesAClosedLoop() {
    watch(FIRST);
    EventLoop closed = new SelectorEventLoop();
    closed.close();
    assertThrows(EventLoopClosedException.class, () -> watcher.attachLoop(closed));
    end(FIRST, 1);
    exits.assertExactly(Map.of(FIRST, 1));
  }

  @Test
  @DisplayName("O14 faults 1 and 2: where pidfds do not work, attaching is refused with the reason")
  void refusesToAttachWithoutPidfds() {
    FakePidfds none = new FakePidfds(reaper);
    none.impede("pidfd_open: denied");
    try (PidfdChildWatcher impeded = new PidfdChildWatcher(reaper, none, none) {}) {
      PosixUnavailableException refusal =
          assertThrows(PosixUnavailableException.class, () -> impeded.attachLoop(loop.loop()));
      assertTrue(refusal.getMessage().contains("pidfd_open: denied"), refusal.getMessage());
      impeded.attachLoop(null);
      assertFalse(impeded.isActive());
    }
  }

  private void watch(long... pids) {
    for (long pid : pids) {
      reaper.start(pid);
      watcher.addChildHandler(pid, exits);
    }
    loop.step();
  }

  private void end(long pid, int code) {
    reaper.end(pid, new Exited(code));
    pidfds.readable(pid);
    loop.step();
  }
}
