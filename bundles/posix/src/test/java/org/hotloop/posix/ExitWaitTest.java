package org.hotloop.posix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hotloop.posix.TestChildren.CHILDREN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.hotloop.baseline.Baseline;
import org.hotloop.child.Exited;
import org.hotloop.child.Signaled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits that block a thread each, with real children. */
class ExitWaitTest {

  private static final String NAME = "exit-wait-";
  private static final int SIGKILL = 9;
  private static final int MANY = 200;

  private final ExitWaits waits = Posix.get().exitWaits();
  private final List<Waiter> waiters = new ArrayList<>();
  private final List<Long> children = new ArrayList<>();

  /** A wait on a thread of its own. */
  private record Waiter(
      long pid, ExitWait blocking, CompletableFuture<Boolean> answer, Thread thread) {

    boolean answered() throws Exception {
      return answer.get(30, SECONDS);
    }

    /** As the contract says: again and again. */
    void end() {
      closely().until(blocking::end);
    }
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    for (Waiter waiter : waiters) {
      waiter.end();
      waiter.thread.join();
    }
    for (long pid : children) {
      CHILDREN.signal(pid, SIGKILL);
      closely().until(() -> !(CHILDREN.reap(pid) instanceof WaitResult.Running));
    }
    assertEquals(0, CHILDREN.unreaped());
  }

  @Test
  @DisplayName("W2 a wait lasts until its child ends, and leaves the status to be taken")
  void lastsUntilTheEnd() throws Exception {
    Waiter waiter = start(sleeping());
    awaitBlocked(waiter);
    assertFalse(waiter.answer.isDone());

    CHILDREN.signal(waiter.pid, SIGKILL);

    assertTrue(waiter.answered());
    assertEquals(new Signaled(SIGKILL, false), TestChildren.end(waiter.pid));
  }

  @Test
  @DisplayName("W5 a child that has ended before is told at once")
  void findsAnEndBeforeIt() throws Exception {
    long pid = child("exit 7");
    assertTrue(start(pid).answered());
    assertTrue(start(pid).answered(), "the status is still there");
    assertEquals(new WaitResult.Reaped(pid, new Exited(7)), CHILDREN.reap(pid));
  }

  @Test
  @DisplayName("W7 a wait is ended from another thread, and its child knows nothing of it")
  void isEndedByAnotherThread() throws Exception {
    Waiter waiter = start(sleeping());
    awaitBlocked(waiter);

    waiter.end();

    assertFalse(waiter.answered());
    assertInstanceOf(WaitResult.Running.class, CHILDREN.reap(waiter.pid));
    assertTrue(waiter.blocking.end(), "ended again");
  }

  @Test
  @DisplayName("W7 ended before it begins, a wait does not begin")
  void isEndedBeforeItBegins() throws Exception {
    ExitWait wait = waits.of(sleeping());
    assertTrue(wait.end());
    assertFalse(wait.await());
  }

  @Test
  @DisplayName("W7 W26 a wait that is ended while it begins ends, whenever that is")
  void isEndedWhileItBegins() throws Exception {
    long pid = sleeping();
    for (int round = 0; round < MANY; round++) {
      Waiter waiter = start(pid);
      LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(200_000));
      waiter.end();
      assertFalse(waiter.answered());
    }
  }

  @Test
  @DisplayName("W11 a status that somebody else takes ends the wait")
  void isEndedByATheft() throws Exception {
    Waiter waiter = start(sleeping());
    awaitBlocked(waiter);
    CHILDREN.signal(waiter.pid, SIGKILL);
    TestChildren.end(waiter.pid);
    assertTrue(waiter.answered());
    assertTrue(start(waiter.pid).answered(), "no child any more");
  }

  @Test
  @DisplayName("Fault 10: an interrupt ends no wait and stays pending")
  void survivesAnInterrupt() throws Exception {
    Waiter waiter = start(sleeping());
    awaitBlocked(waiter);
    waiter.thread.interrupt();
    awaitBlocked(waiter);
    assertFalse(waiter.answer.isDone());
    assertTrue(waiter.thread.isInterrupted());
  }

  @Test
  @DisplayName("W4 W26 200 at once: the half that is ended answers so, the other half its end")
  void endsManyAtOnce() throws Exception {
    Baseline baseline = Baseline.ofDescriptors();
    for (int i = 0; i < MANY; i++) {
      start(sleeping());
    }
    for (Waiter waiter : waiters) {
      if (waiter.pid % 2 == 0) {
        waiter.blocking.end();
      } else {
        CHILDREN.signal(waiter.pid, SIGKILL);
      }
    }
    for (Waiter waiter : waiters) {
      if (waiter.pid % 2 == 0) {
        waiter.end();
      }
      assertEquals(waiter.pid % 2 != 0, waiter.answered());
    }
    baseline.awaitRestored(Duration.ofSeconds(10));
    await().until(() -> waitingThreads() == 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 4_194_305, Long.MAX_VALUE})
  @DisplayName("W18 W27 what can be no child's pid is refused")
  void refusesImpossiblePids(long pid) {
    assertThrows(IllegalArgumentException.class, () -> waits.of(pid));
  }

  private Waiter start(long pid) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    ExitWait wait = waits.of(pid);
    Thread thread = new Thread(() -> complete(answer, wait), NAME + pid);
    thread.setDaemon(true);
    Waiter waiter = new Waiter(pid, wait, answer, thread);
    waiters.add(waiter);
    thread.start();
    return waiter;
  }

  private static void complete(CompletableFuture<Boolean> answer, ExitWait wait) {
    try {
      answer.complete(wait.await());
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  /** Hundreds of conditions, each of which comes true at once as a rule. */
  private static ConditionFactory closely() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
  }

  private static void awaitBlocked(Waiter waiter) {
    closely()
        .until(
            () ->
                Stream.of(waiter.thread.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("waitid")));
  }

  private long sleeping() throws PosixException {
    return child("exec sleep 600");
  }

  private long child(String script) throws PosixException {
    long pid = TestChildren.shell(script);
    children.add(pid);
    return pid;
  }

  private static long waitingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(NAME))
        .count();
  }
}
