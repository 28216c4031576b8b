package org.hotloop.watcher.safe;

import static org.hotloop.subprocess.Stdio.PIPE;
import static org.hotloop.subprocess.SubprocessSpec.exec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hotloop.EventLoop;
import org.hotloop.EventLoops;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.Exited;
import org.hotloop.loop.LoopSubprocesses;
import org.hotloop.subprocess.Output;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The README's example without OSGi: nothing is set up, on the JVM's main thread. */
class PlainClassPathTest {

  @BeforeEach
  @AfterEach
  void restoreTheDefaultPolicy() {
    EventLoops.setEventLoopPolicy(null);
  }

  @Test
  @DisplayName("P6 P20 the main thread gets a loop and a Safe watcher attached to it on first use")
  void aProgramIsRunWithoutAnyPreparation() throws Exception {
    assertEquals(1, Thread.currentThread().getId(), "the main context's thread");
    EventLoop loop = EventLoops.getEventLoop();
    try {
      Output echoed =
          loop.runUntilComplete(
              new LoopSubprocesses(loop)
                  .createSubprocessExec(exec("echo", "hello").stdout(PIPE))
                  .thenCompose(process -> process.communicate(null)));

      assertEquals("hello\n", echoed.stdoutText());
      assertEquals(new Exited(0), echoed.status());
      assertInstanceOf(SafeChildWatcher.class, EventLoops.getChildWatcher());
    } finally {
      EventLoops.getChildWatcher().close();
      loop.close();
    }
  }

  @Test
  @DisplayName(
      "P24 P26 after null the Safe watcher is closed, and a fresh one is attached in its place")
  void aFreshSafeWatcherTakesTheLoop() {
    try (EventLoop loop = EventLoops.getEventLoop()) {
      ChildWatcher first = EventLoops.getChildWatcher();
      EventLoops.setChildWatcher(null);
      assertThrows(IllegalStateException.class, () -> first.attachLoop(loop));

      ChildWatcher second = EventLoops.getChildWatcher();

      assertInstanceOf(SafeChildWatcher.class, second);
      assertNotSame(first, second);
      loop.callSoon(() -> assertTrue(second.isActive()));
      loop.callSoon(loop::stop);
      loop.runForever();
      EventLoops.setChildWatcher(null);
    }
  }
}
