package org.hotloop.posix.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Semaphore;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import org.hotloop.posix.Signals;
import org.hotloop.posix.Signals.Registration;
import org.hotloop.posix.internal.JvmSignal.Disposition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With WINCH, which harms nobody where it has no handler. */
class SignalsTest {

  private static final POSIX POSIX = POSIXFactory.getNativePOSIX();
  private static final String NAME = "WINCH";
  private static final JvmSignal SIGNAL = JvmSignal.named(NAME);

  private final Semaphore first = new Semaphore(0);
  private final Semaphore second = new Semaphore(0);
  private final Semaphore foreign = new Semaphore(0);
  private final Disposition stranger = Disposition.running(foreign::release);

  @AfterEach
  void theDefaultIsBack() {
    assertEquals(Disposition.DEFAULT, SIGNAL.install(Disposition.DEFAULT));
  }

  @Test
  @DisplayName("G1 every listener hears each delivery")
  void everyListenerHears() throws Exception {
    try (Registration one = Signals.listen(NAME, first::release);
        Registration two = Signals.listen(NAME, second::release)) {
      raise();
      awaitOne(first);
      awaitOne(second);

      two.close();
      two.close();
      raise();
      awaitOne(first);
      assertEquals(0, second.availablePermits());
    }
  }

  @Test
  @DisplayName("G3 a listener is gone when a delivery under way has told all that it tells")
  void aDeliveryUnderWayIsWaitedFor() throws Exception {
    Semaphore told = new Semaphore(0);
    Semaphore release = new Semaphore(0);
    Runnable slow =
        () -> {
          told.release();
          release.acquireUninterruptibly();
        };
    try (Registration one = Signals.listen(NAME, slow);
        Registration two = Signals.listen(NAME, second::release)) {
      raise();
      awaitOne(told);
      Thread closing = new Thread(two::close);
      closing.start();
      await().until(() -> closing.getState() == Thread.State.WAITING);
      assertEquals(0, second.availablePermits());

      release.release();
      closing.join();
      assertEquals(1, second.availablePermits());
    }
  }

  @Test
  void oneActionCanListenTwice() throws Exception {
    try (Registration one = Signals.listen(NAME, first::release);
        Registration two = Signals.listen(NAME, first::release)) {
      raise();
      awaitOne(first);
      awaitOne(first);
    }
  }

  @Test
  void aListenerThatThrowsHarmsNobody() throws Exception {
    Runnable throwing =
        () -> {
          throw new IllegalStateException("as a test wants it");
        };
    try (Registration bad = Signals.listen(NAME, throwing);
        Registration good = Signals.listen(NAME, first::release)) {
      raise();
      awaitOne(first);
    }
  }

  @Test
  @DisplayName("G4 the handler before is called, and restored with the last listener")
  void theHandlerBeforeIsChainedAndRestored() throws Exception {
    SIGNAL.install(stranger);
    Registration one = Signals.listen(NAME, first::release);
    Registration two = Signals.listen(NAME, second::release);
    raise();
    awaitOne(first);
    awaitOne(foreign);

    one.close();
    two.close();

    raise();
    awaitOne(foreign);
    assertEquals(stranger, SIGNAL.install(Disposition.DEFAULT));
  }

  @Test
  @DisplayName("15 reassert takes back what another took, and calls him")
  void reassertTakesTheSignalBack() throws Exception {
    try (Registration one = Signals.listen(NAME, first::release)) {
      SIGNAL.install(stranger);
      raise();
      awaitOne(foreign);
      assertEquals(0, first.availablePermits(), "he does not call us");

      Signals.reassert(NAME);
      Signals.reassert(NAME);
      raise();
      awaitOne(first);
      awaitOne(foreign);
    }
    assertEquals(stranger, SIGNAL.install(Disposition.DEFAULT), "he gets it back");
  }

  @Test
  void aStrangerThatChainsToUsMakesNoCircle() throws Exception {
    try (Registration one = Signals.listen(NAME, first::release)) {
      Disposition ours = SIGNAL.install(Disposition.DEFAULT);
      Disposition chaining =
          Disposition.running(
              () -> {
                foreign.release();
                ours.call(SIGNAL);
              });
      SIGNAL.install(chaining);
      Signals.reassert(NAME);

      raise();
      awaitOne(foreign);
      raise();
      awaitOne(foreign);
      awaitOne(first);
      awaitOne(first);
      assertEquals(0, first.availablePermits());
    }
    SIGNAL.install(Disposition.DEFAULT);
  }

  @Test
  void whoTookTheSignalKeepsItWhenTheLastListenerGoes() {
    Registration one = Signals.listen(NAME, first::release);
    SIGNAL.install(stranger);
    one.close();

    assertEquals(stranger, SIGNAL.install(Disposition.DEFAULT));
  }

  @Test
  void whoTookTheSignalStillReachesThoseBeforeUs() throws Exception {
    SIGNAL.install(stranger);
    Registration one = Signals.listen(NAME, first::release);
    Disposition ours = SIGNAL.install(Disposition.DEFAULT);
    SIGNAL.install(Disposition.running(() -> ours.call(SIGNAL)));
    one.close();

    raise();
    awaitOne(foreign);
    assertEquals(0, first.availablePermits());
    SIGNAL.install(Disposition.DEFAULT);
  }

  @Test
  void reassertMendsAReset() throws Exception {
    try (Registration one = Signals.listen(NAME, first::release)) {
      SIGNAL.install(Disposition.DEFAULT);
      Signals.reassert(NAME);
      raise();
      awaitOne(first);
    }
  }

  @Test
  void reassertWithoutListenersChangesNothing() {
    Signals.listen(NAME, first::release).close();
    SIGNAL.install(stranger);
    Signals.reassert(NAME);

    assertEquals(stranger, SIGNAL.install(Disposition.DEFAULT));
  }

  @Test
  @DisplayName("G5 what the JVM does by default does not happen while somebody listens")
  void theJvmsOwnReactionIsNoForeignHandler() throws Exception {
    try (Registration one = Signals.listen("TERM", first::release)) {
      POSIX.kill(POSIX.getpid(), 15);
      awaitOne(first);
    }
    JvmSignal term = JvmSignal.named("TERM");
    Disposition restored = term.install(Disposition.DEFAULT);
    term.install(restored);
    assertTrue(!restored.isJava() && !restored.equals(Disposition.DEFAULT), "the JVM's own again");
  }

  @ParameterizedTest
  @CsvSource({
    "KILL, cannot be caught",
    "STOP, cannot be caught",
    "QUIT, thread dumps",
    "ILL, generated code",
    "FPE, generated code",
    "SEGV, generated code",
    "BUS, mapped memory",
    "USR2, suspending threads",
    "NONE, knows none",
    "SIGCHLD, knows none",
    "chld, knows none",
    "35, knows none",
    "RTMIN, knows none",
    "'', knows none"
  })
  @DisplayName("G1 a signal that cannot be had is refused with the reason")
  void aSignalThatCannotBeHadIsRefused(String name, String reason) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Signals.listen(name, first::release));
    assertTrue(refused.getMessage().contains("'" + name + "'"), refused.getMessage());
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Signals.reassert(name));
  }

  private static void raise() {
    assertEquals(0, POSIX.kill(POSIX.getpid(), SIGNAL.number()));
  }

  private static void awaitOne(Semaphore heard) throws InterruptedException {
    assertTrue(heard.tryAcquire(10, SECONDS), "nothing was heard");
  }
}
