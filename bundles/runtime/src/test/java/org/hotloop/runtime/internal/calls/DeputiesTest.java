package org.hotloop.runtime.internal.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Calls to providers, made for a thread that must not hang with them. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class DeputiesTest {

  private static final Duration SHORT = Duration.ofMillis(500);

  private final CountDownLatch freed = new CountDownLatch(1);
  private final Deputies deputies = new Deputies(SHORT);
  private final Deputies patient = new Deputies(Duration.ofMinutes(1));

  @AfterEach
  void free() {
    freed.countDown();
    deputies.close();
    patient.close();
  }

  @Test
  @DisplayName("what the work gives comes back, from another thread")
  void gives_the_result() throws HangException {
    assertNotSame(Thread.currentThread(), patient.call(steps -> Thread.currentThread()));
  }

  @Test
  @DisplayName("what the work throws is thrown to who waits, exception or error")
  void throws_the_failure() {
    RuntimeException exception = new IllegalStateException("no");
    Error error = new NoClassDefFoundError("gone");

    assertSame(exception, assertThrows(RuntimeException.class, () -> failWith(exception)));
    assertSame(error, assertThrows(Error.class, () -> failWith(error)));
  }

  private void failWith(Throwable failure) throws HangException {
    patient.call(
        steps -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        });
  }

  @Test
  @DisplayName("O9 a step that does not return is named, and its thread interrupted")
  void names_the_step_that_hangs() {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

    HangException hang =
        assertThrows(
            HangException.class,
            () ->
                deputies.call(
                    steps -> {
                      steps.next("attachLoop(null)");
                      interrupted.complete(awaitFreedOrInterrupted());
                      return null;
                    }));

    assertEquals("did not return from attachLoop(null) within 500 ms", hang.getMessage());
    assertTrue(interrupted.join());
  }

  @Test
  @DisplayName("O9 who hangs is known to have returned when it has, not before")
  void tells_of_the_return() {
    HangException hang = assertThrows(HangException.class, () -> deputies.call(this::hang));
    CompletableFuture<Void> returned = hang.returned().toCompletableFuture();
    assertFalse(returned.isDone());

    freed.countDown();

    Awaitility.await().until(returned::isDone);
  }

  @Test
  @DisplayName("O9 after a hang the provider is not called again: the next step is refused")
  void takes_no_further_step() {
    CompletableFuture<Throwable> next = new CompletableFuture<>();
    assertThrows(
        HangException.class,
        () ->
            deputies.call(
                steps -> {
                  hang(steps);
                  next.complete(
                      assertThrows(Steps.AbandonedException.class, () -> steps.next("the next")));
                  return null;
                }));
    freed.countDown();

    assertTrue(next.join() instanceof Steps.AbandonedException);
  }

  @Test
  @DisplayName("a deputy acts for who waits, as long as he waits")
  void acts_for_its_principal() throws HangException {
    assertEquals(Optional.empty(), Deputies.principal());
    assertEquals(Optional.of(Thread.currentThread()), patient.call(steps -> Deputies.principal()));

    CompletableFuture<Optional<Thread>> abandoned = new CompletableFuture<>();
    assertThrows(
        HangException.class,
        () ->
            deputies.call(
                steps -> {
                  hang(steps);
                  abandoned.complete(Deputies.principal());
                  return null;
                }));
    freed.countDown();
    assertEquals(Optional.empty(), abandoned.join());
  }

  @Test
  @DisplayName("who is interrupted while he waits waits on, and is interrupted afterwards")
  void keeps_the_interrupt() throws HangException {
    Thread.currentThread().interrupt();

    assertEquals("done", patient.call(steps -> "done"));

    assertTrue(Thread.interrupted());
  }

  @Test
  @DisplayName("where there can be no thread, the provider is called on this one")
  void does_without_a_thread() throws HangException {
    patient.close();

    assertSame(Thread.currentThread(), patient.call(steps -> Thread.currentThread()));
  }

  @Test
  @DisplayName("a call that hangs keeps its thread; the next one has another")
  void has_a_thread_for_each_that_hangs() {
    assertNotSame(threadThatHangs(), threadThatHangs());
  }

  private Thread threadThatHangs() {
    AtomicReference<Thread> hanging = new AtomicReference<>();
    assertThrows(
        HangException.class,
        () ->
            deputies.call(
                steps -> {
                  hanging.set(Thread.currentThread());
                  return hang(steps);
                }));
    return hanging.get();
  }

  private boolean awaitFreedOrInterrupted() {
    try {
      freed.await();
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Deaf to interrupts, as a native wait is. */
  private Void hang(Steps steps) {
    while (freed.getCount() > 0) {
      awaitFreedOrInterrupted();
    }
    return null;
  }
}
