package org.hotloop.watcher.fast;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hotloop.EventLoop;
import org.hotloop.child.ForkGuard;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.posix.Children;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Posix;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.tck.LogRecorder;
import org.hotloop.tck.SteppedLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whose exits Fast will take, told when it serves: real children of two spawners. */
class BystandersTest {

  private final Posix posix = Posix.get();
  private final LogRecorder log = new LogRecorder();
  private final EventLoop loop = new SelectorEventLoop();
  private final SteppedLoop stepped = new SteppedLoop(loop);
  private final FastChildWatcher watcher = new FastChildWatcher();
  private Descriptors.Pipe gate;
  private long ours;

  @BeforeEach
  void spawn() throws Exception {
    gate = posix.descriptors().openPipe(false);
    int devNull = posix.descriptors().devNull();
    ours =
        children()
            .spawn(
                new SpawnRequest(
                    Program.of(List.of(), "/bin/cat", "cat"),
                    new DescriptorTable(gate.child().fd(), devNull, devNull)));
  }

  @AfterEach
  void close() throws Exception {
    watcher.close();
    loop.close();
    gate.child().close();
    gate.parent().close();
    await("the end of our child").until(() -> hasEnded(ours));
    log.close();
  }

  @Test
  @DisplayName("Fault 30: a child of ProcessBuilder is warned of by its pid, and none of ours")
  void warnsOfOthersChildren() throws Exception {
    Process theirs = new ProcessBuilder("/bin/cat").start();
    try {
      serve();
      await("a warning").until(() -> log.names(theirs.pid()));
      assertFalse(log.names(ours), log.warnings()::toString);
      assertEquals(List.of(theirs.pid()), children().strangers());
    } finally {
      watcher.attachLoop(null);
      theirs.destroy();
      theirs.waitFor();
    }
  }

  @Test
  @DisplayName("Fault 30: where nobody else starts programs there is nothing to warn of")
  void isSilentAlone() throws Exception {
    assertEquals(List.of(), children().strangers());
    serve();
    loop.runUntilComplete(loop.runInExecutor(null, () -> null));
    assertEquals(List.of(), log.warnings());
    assertTrue(children().isChild(ours));
  }

  /** The first tick after the watcher was given a child. */
  private void serve() {
    watcher.attachLoop(stepped.loop());
    try (ForkGuard guard = watcher.enter()) {
      watcher.addChildHandler(ours, (pid, status) -> {});
    }
    stepped.step();
    stepped.elapse();
  }

  private Children children() {
    return posix.children();
  }

  private boolean hasEnded(long pid) {
    children().reap(pid);
    return !children().isChild(pid);
  }
}
