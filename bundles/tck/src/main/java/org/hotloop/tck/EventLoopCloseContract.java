package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.Handle;
import org.hotloop.baseline.Baseline;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.SubprocessProtocol;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** How a loop closes, and what is left of it. */
public abstract class EventLoopCloseContract extends EventLoopSuite {

  @Test
  @DisplayName("L19 close while running is an error, and the run goes on")
  void doesNotCloseWhileRunning() throws Exception {
    LoopThread running = runInThread();

    assertThrows(IllegalStateException.class, loop::close);
    assertFalse(loop.isClosed());
    running.settle();
  }

  @Test
  @DisplayName("L19 close is idempotent, and drops what is scheduled")
  void closesOnce() {
    List<String> ran = new ArrayList<>();
    loop.callSoon(() -> ran.add("callback"));
    Handle timer = loop.callLater(Duration.ZERO, () -> ran.add("timer"));
    assertFalse(loop.isClosed());

    loop.close();
    loop.close();
    timer.cancel();
    assertTrue(loop.isClosed());
    assertEquals(List.of(), ran);
  }

  @Test
  @DisplayName("L19 after close whatever schedules raises, and there is nothing to remove")
  void schedulesNothingAfterClose() {
    loop.close();

    assertClosed(loop::runForever);
    assertClosed(() -> loop.runUntilComplete(new CompletableFuture<>()));
    assertClosed(() -> loop.callSoon(() -> {}));
    assertClosed(() -> loop.callSoonThreadsafe(() -> {}));
    assertClosed(() -> loop.execute(() -> {}));
    assertClosed(() -> loop.callLater(Duration.ZERO, () -> {}));
    assertClosed(() -> loop.callAt(loop.time(), () -> {}));
    assertClosed(() -> loop.runInExecutor(null, () -> null));
    assertClosed(() -> loop.runInExecutor(Runnable::run, () -> null));
    assertClosed(loop::shutdownDefaultExecutor);
    assertClosed(() -> loop.addSignalHandler("USR1", () -> {}));
    assertClosed(
        () ->
            loop.subprocessExec(
                () -> new SubprocessProtocol() {}, SubprocessSpec.exec("/bin/true")));
    assertFalse(loop.removeSignalHandler("USR1"));
  }

  @Test
  @DisplayName("L19 a callback cannot close its loop, and the run goes on")
  void isNotClosedByItsCallback() throws Exception {
    CompletableFuture<String> went = loop.createFuture();
    loop.callSoon(() -> assertThrows(IllegalStateException.class, loop::close));
    loop.callSoon(() -> loop.callSoon(() -> went.complete("on")));

    assertEquals("on", loop.runUntilComplete(went));
    assertFalse(loop.isClosed());
  }

  @Test
  @DisplayName("L19 a loop that has run is closed by any thread")
  void isClosedByAnotherThread() throws Exception {
    runOnce();
    Thread other = new Thread(loop::close);
    other.start();
    other.join();

    assertTrue(loop.isClosed());
    assertClosed(() -> loop.callSoon(() -> {}));
  }

  @Test
  @DisplayName("L19 close gives back every descriptor and thread, used or not")
  void leavesNothingBehind() throws Exception {
    useAll(newLoop()); // what is opened once for all loops is open now
    Baseline baseline = Baseline.ofProcess();
    for (int i = 0; i < 20; i++) {
      newLoop().close();
      useAll(newLoop());
    }
    baseline.awaitRestored(Conditions.NEVER);
  }

  @Test
  @DisplayName("L19 a closed loop can still be asked, stopped and set, and its handles cancelled")
  void answersAfterClose() {
    Handle handle = loop.callSoon(() -> {});
    Handle timer = loop.callLater(Duration.ofHours(1), () -> {});
    loop.close();

    loop.stop();
    loop.setDebug(true);
    handle.cancel();
    timer.cancel();
    assertTrue(handle.isCancelled() && timer.isCancelled() && loop.getDebug());
    assertFalse(loop.isRunning());
    assertFalse(loop.createFuture().isDone());
  }

  /** Leaves an executor's thread, a server, a reader and a signal handler to the close. */
  private void useAll(EventLoop used) throws Exception {
    Pipe pipe = Pipe.open();
    try (Pipe.SourceChannel source = pipe.source();
        Pipe.SinkChannel sink = pipe.sink();
        used) {
      source.configureBlocking(false);
      if (abilities().contains(Ability.READERS)) {
        used.addReader(source, () -> {});
      }
      if (abilities().contains(Ability.CONNECTIONS)) {
        ServerSpec anywhere = ServerSpec.on("127.0.0.1", 0);
        used.runUntilComplete(used.createServer(() -> new Protocol() {}, anywhere));
      }
      used.addSignalHandler("WINCH", () -> {});
      used.callLater(Duration.ofHours(1), () -> {});
      used.runUntilComplete(used.runInExecutor(null, () -> null));
      assertTrue(sink.isOpen());
    }
  }

  private static void assertClosed(Executable call) {
    assertThrows(EventLoopClosedException.class, call);
  }
}
