package org.hotloop.runtime.internal.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.EventLoops;
import org.hotloop.Handle;
import org.hotloop.NoEventLoopPolicyException;
import org.hotloop.loop.SelectorEventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A front moves: what stays, what goes, and what is refused. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class SwapSafeLoopTest {

  private final SwapSafeLoop front = new SwapSafeLoop("front");
  private final SelectorEventLoop first = new SelectorEventLoop();
  private final SelectorEventLoop second = new SelectorEventLoop();
  private final List<String> ran = new ArrayList<>();

  @AfterEach
  void close() {
    front.close();
    first.close();
    second.close();
  }

  @Test
  @DisplayName("O9 a move keeps callbacks in order, timers, and what is cancelled")
  void keepsTheAgenda() {
    front.moveTo(first);
    front.callSoon(() -> ran.add("one"));
    front.callLater(Duration.ofMillis(2), () -> ran.add("later"));
    Handle timer = front.callLater(Duration.ofMillis(1), () -> ran.add("cancelled"));
    Handle callback = front.callSoon(() -> ran.add("cancelled"));
    front.callSoon(() -> ran.add("two"));

    Move move = front.moveTo(second);
    timer.cancel();
    callback.cancel();

    assertEquals(5, move.kept());
    assertEquals(List.of(), move.refused());
    assertTrue(first.isClosed());
    front.callLater(Duration.ofMillis(3), front::stop);
    front.runForever();
    assertEquals(List.of("one", "two", "later"), ran);
  }

  @Test
  @DisplayName("O9 it moves although callbacks follow each other without end")
  void movesBesideCallbacks() {
    front.moveTo(first);
    front.callSoon(
        new Runnable() {
          @Override
          public void run() {
            if (front.engine().orElseThrow() == second) {
              front.stop();
            } else {
              front.callSoon(this);
            }
          }
        });
    front.callSoon(() -> front.between(() -> front.moveTo(second)));

    front.runForever();
    assertTrue(first.isClosed());
  }

  @Test
  @DisplayName("O9 without an engine everything waits for the next one")
  void waits() throws Exception {
    front.moveTo(first);
    front.moveAway();
    Thread thread = new Thread(front::runForever, "front");
    thread.start();

    CompletableFuture<EventLoop> asked = new CompletableFuture<>();
    front.callSoonThreadsafe(() -> asked.complete(EventLoops.getRunningLoop()));
    assertThrows(NoEventLoopPolicyException.class, () -> front.runInExecutor(null, () -> "work"));
    assertFalse(front.isRunning());
    assertFalse(asked.isDone());
    front.between(() -> front.moveTo(second));

    assertSame(front, asked.get(), "whoever asks gets the front, not its engine");
    assertTrue(front.isRunning());
    front.stop();
    thread.join();
  }

  @Test
  @DisplayName("O17 an engine that cannot be used changes nothing")
  void refusesABrokenEngine() {
    front.moveTo(first);
    front.callSoon(() -> ran.add("callback"));
    second.close();

    assertThrows(EventLoopClosedException.class, () -> front.moveTo(second));

    front.callSoon(front::stop);
    front.runForever();
    assertEquals(List.of("callback"), ran);
    assertFalse(first.isClosed());
  }

  @Test
  @DisplayName("R2 a reader is called by the next engine, and removed there")
  void movesAReader() throws Exception {
    Pipe pipe = Pipe.open();
    try (Pipe.SourceChannel source = pipe.source();
        Pipe.SinkChannel sink = pipe.sink()) {
      source.configureBlocking(false);
      front.moveTo(first);
      front.addReader(
          source,
          () -> {
            ran.add("read");
            front.removeReader(source);
            front.stop();
          });
      front.moveTo(second);
      sink.write(ByteBuffer.wrap(new byte[1]));
      front.runForever();

      assertEquals(List.of("read"), ran);
      assertFalse(second.removeReader(source));
      assertFalse(front.removeReader(source));
    }
  }

  @Test
  @DisplayName("L22 debug mode and slowness are the engine's as long as nobody sets them here")
  void takesSettingsFromTheEngine() {
    first.setDebug(true);
    front.moveTo(first);
    assertTrue(front.getDebug());
    front.moveTo(second);
    assertFalse(front.getDebug());
    front.setDebug(true);
    front.moveTo(new SelectorEventLoop());
    assertTrue(front.getDebug());
  }

  @Test
  @DisplayName("L20 an exception handler moves along, and is told of the front")
  void movesTheExceptionHandler() {
    front.moveTo(first);
    List<EventLoop> told = new ArrayList<>();
    front.setExceptionHandler((loop, context) -> told.add(loop));
    front.moveTo(second);
    front.callSoon(
        () -> {
          throw new IllegalStateException("as a test wants it");
        });
    front.callSoon(front::stop);
    front.runForever();
    assertEquals(List.of(front), told);
  }

  @Test
  @DisplayName("only its owner runs and closes a reserved front")
  void belongsToItsOwner() throws Exception {
    SwapSafeLoop reserved = new SwapSafeLoop("reserved");
    reserved.moveTo(second);
    Thread owner =
        new Thread(
            () -> {
              reserved.runForever();
              reserved.close();
            },
            "owner");
    reserved.reserveFor(owner);

    assertThrows(IllegalStateException.class, reserved::runForever);
    assertThrows(IllegalStateException.class, reserved::close);
    assertFalse(reserved.isClosed());

    reserved.callSoonThreadsafe(reserved::stop);
    owner.start();
    owner.join();
    assertTrue(reserved.isClosed());
  }
}
