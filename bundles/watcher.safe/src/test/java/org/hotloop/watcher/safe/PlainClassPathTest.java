package org.hotloop.watcher.safe;

import static org.hotloop.subprocess.Stdio.PIPE;
import static org.hotloop.subprocess.SubprocessSpec.exec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.hotloop.EventLoop;
import org.hotloop.EventLoops;
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
}
