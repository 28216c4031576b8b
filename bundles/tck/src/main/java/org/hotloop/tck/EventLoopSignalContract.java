package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.hotloop.EventLoop;
import org.hotloop.posix.Signals;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signal handlers, with real signals sent to this process. */
public abstract class EventLoopSignalContract extends EventLoopSuite {

  /** Whose default effect is to do nothing: a test that fails must not end the JVM. */
  private static final String SIGNAL = "WINCH";

  private final BlockingQueue<String> called = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "STOP", "SEGV", "QUIT", "NOSUCH", "SIGUSR1", ""})
  @DisplayName("G1 unknown and uncatchable signals are refused")
  void refuses(String signal) {
    assertThrows(IllegalArgumentException.class, () -> loop.addSignalHandler(signal, () -> {}));
    assertFalse(loop.removeSignalHandler(signal));
  }

  @Test
  @DisplayName("G2 a signal is delivered on the loop, also while it sleeps")
  void deliversOnTheLoop() throws Exception {
    LoopThread running = runInThread();
    BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    loop.addSignalHandler(SIGNAL, () -> threads.add(Thread.currentThread()));
    for (int i = 0; i < 3; i++) {
      raise();
      assertSame(running.thread(), threads.take());
    }
  }

  @Test
  @DisplayName("G3 a removed handler is not called; there is nothing to remove twice")
  void removes() throws Exception {
    runInThread();
    loop.addSignalHandler(SIGNAL, () -> called.add("removed"));
    assertTrue(loop.removeSignalHandler(SIGNAL));
    assertFalse(loop.removeSignalHandler(SIGNAL));

    raiseAndAwait();
    assertEquals("witness", called.take());
    assertTrue(called.isEmpty());
  }

  @Test
  @DisplayName("G4 the newest handler replaces the one before")
  void replaces() throws Exception {
    runInThread();
    loop.addSignalHandler(SIGNAL, () -> called.add("old"));
    loop.addSignalHandler(SIGNAL, () -> called.add("new"));

    raise();
    assertEquals("new", called.take());
    assertTrue(loop.removeSignalHandler(SIGNAL));
    assertTrue(called.isEmpty());
  }

  @Test
  @DisplayName("G4 a handler that was replaced or removed does not run, even where it is due")
  void runsNoStaleHandler() throws Exception {
    loop.addSignalHandler(SIGNAL, () -> called.add("replaced"));
    raiseAndAwait(); // the loop does not run: what is due waits
    loop.addSignalHandler(SIGNAL, () -> called.add("removed"));
    loop.removeSignalHandler(SIGNAL);

    runOnce();
    assertEquals("witness", called.take());
    assertTrue(called.isEmpty());
  }

  @Test
  @DisplayName("G4 a signal that has come, and waits, is for the newest handler")
  void keepsASignalForTheNewestHandler() throws Exception {
    loop.addSignalHandler(SIGNAL, () -> called.add("old"));
    raiseAndAwait(); // the loop does not run: what is due waits
    loop.addSignalHandler(SIGNAL, () -> called.add("new"));

    runOnce();
    assertEquals(List.of("witness", "new"), List.copyOf(called));
  }

  @Test
  @DisplayName("G5 close removes all handlers, and other loops keep theirs")
  void closeRemovesAll() throws Exception {
    EventLoop closed = newLoop();
    closed.addSignalHandler(SIGNAL, () -> called.add("closed"));
    runInThread();
    loop.addSignalHandler(SIGNAL, () -> called.add("other loop"));
    closed.close();

    raise();
    assertEquals("other loop", called.take());
    assertFalse(closed.removeSignalHandler(SIGNAL));
  }

  @Test
  @DisplayName("G3 with the handler removed one that was there before Hotloop is alone again")
  void restoresAForeignHandler() throws Exception {
    runInThread();
    try (ForeignHandler foreign = new ForeignHandler(SIGNAL, () -> called.add("foreign"))) {
      loop.addSignalHandler(SIGNAL, () -> called.add("ours"));
      raise();
      assertEquals(Set.of("foreign", "ours"), Set.of(called.take(), called.take()));
      assertFalse(foreign.isInPlace());
      assertTrue(loop.removeSignalHandler(SIGNAL));

      assertTrue(foreign.isInPlace());
      raise();
      assertEquals("foreign", called.take());
    }
    assertTrue(called.isEmpty());
  }

  @Test
  @DisplayName("G5 close gives a signal back to who had it before Hotloop, with the last loop")
  void closeRestoresAForeignHandler() throws Exception {
    EventLoop other = newLoop();
    try (ForeignHandler foreign = new ForeignHandler(SIGNAL, () -> called.add("foreign"))) {
      loop.addSignalHandler(SIGNAL, () -> {});
      other.addSignalHandler(SIGNAL, () -> {});
      loop.close();
      assertFalse(foreign.isInPlace());
      other.close();

      assertTrue(foreign.isInPlace());
      raise();
      assertEquals("foreign", called.take());
    }
  }

  @Test
  @DisplayName("G2 a handler may add, replace and remove handlers, its own too")
  void changesHandlersInAHandler() throws Exception {
    runInThread();
    loop.addSignalHandler(
        SIGNAL,
        () -> {
          called.add("first");
          loop.addSignalHandler(
              SIGNAL,
              () -> {
                assertTrue(loop.removeSignalHandler(SIGNAL));
                called.add("second");
              });
        });
    raise();
    assertEquals("first", called.take());
    raise();
    assertEquals("second", called.take());
    assertFalse(loop.removeSignalHandler(SIGNAL));
  }

  @Test
  @DisplayName("G6 a handler that throws is reported, and is called again")
  void survivesAHandlerThatThrows() throws Exception {
    runInThread();
    loop.setExceptionHandler((failing, context) -> called.add(context.message()));
    loop.addSignalHandler(SIGNAL, new BrokenHandler());
    for (int i = 0; i < 2; i++) {
      raise();
      assertEquals("Exception in callback a test's broken handler", called.take());
    }
  }

  /** Raises the signal and waits until it was delivered to this process. */
  private void raiseAndAwait() throws Exception {
    BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
    Signals.Registration registration = Signals.listen(SIGNAL, () -> delivered.add("witness"));
    try (registration) {
      raise();
      called.add(delivered.take());
    }
  }

  private static void raise() throws Exception {
    String kill = "kill -s %s %d".formatted(SIGNAL, ProcessHandle.current().pid());
    assertEquals(0, new ProcessBuilder("sh", "-c", kill).start().waitFor());
  }

  private record BrokenHandler() implements Runnable {

    @Override
    public void run() {
      throw new IllegalStateException();
    }

    @Override
    public String toString() {
      return "a test's broken handler";
    }
  }
}
