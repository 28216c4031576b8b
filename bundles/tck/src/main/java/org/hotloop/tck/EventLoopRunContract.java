package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.hotloop.EventLoop;
import org.hotloop.EventLoops;
import org.hotloop.NoRunningEventLoopException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a loop runs, and what ends a run. */
public abstract class EventLoopRunContract extends EventLoopSuite {

  @Test
  @DisplayName("L18 after stop in a callback the batch finishes, and what it scheduled waits")
  void stopFinishesTheBatch() {
    List<String> ran = new ArrayList<>();
    loop.callSoon(loop::stop);
    loop.callSoon(() -> loop.callSoon(() -> ran.add("next")));
    loop.callSoon(() -> ran.add("same"));

    loop.runForever();
    assertEquals(List.of("same"), ran);
    runOnce();
    assertEquals(List.of("same", "next"), ran);
  }

  @Test
  @DisplayName("L18 so it does where callbacks have followed each other for a while")
  void stopFinishesTheBatchAtFullSpeed() {
    List<String> ran = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      loop.callSoon(
          new Runnable() {
            private int left = 200;

            @Override
            public void run() {
              left--;
              if (left == 0) {
                loop.stop();
                loop.callSoon(() -> ran.add("next"));
              } else {
                loop.callSoon(this);
              }
            }
          });

      loop.runForever();
      assertEquals(List.of(), ran);
      runOnce();
      assertEquals(List.of("next"), ran);
      ran.clear();
    }
  }

  @Test
  @DisplayName("L18 stop before a run ends it after one iteration")
  void stopBeforeTheRun() {
    List<String> ran = new ArrayList<>();
    loop.callSoon(() -> ran.add("ready"));
    loop.stop();

    loop.runForever();
    assertEquals(List.of("ready"), ran);
  }

  @Test
  @DisplayName("L18 stop from another thread ends the run of a sleeping loop")
  void stopFromAnotherThread() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    loop.callSoon(begun::countDown);
    Thread thread = new Thread(loop::runForever);
    thread.start();
    begun.await();
    assertTrue(loop.isRunning());

    loop.stop();
    thread.join();
    assertFalse(loop.isRunning());
  }

  @Test
  @DisplayName("P14 the running loop is known inside a run, and no more after one that failed")
  void knowsTheRunningLoop() {
    List<EventLoop> seen = new ArrayList<>();
    loop.callSoon(() -> seen.add(EventLoops.getRunningLoop()));
    loop.callSoon(
        () -> {
          throw new AssertionError("leaves the run");
        });

    assertThrows(AssertionError.class, loop::runForever);
    assertEquals(List.of(loop), seen);
    assertThrows(NoRunningEventLoopException.class, EventLoops::getRunningLoop);
  }

  @Test
  @DisplayName("P17 neither this loop nor another one runs inside a run, and the outer goes on")
  void runsNoLoopInsideARun() throws Exception {
    CompletableFuture<Void> checked = loop.createFuture();
    EventLoop other = closing(newLoop());
    loop.callSoon(
        () -> {
          CompletableFuture<Void> complete = CompletableFuture.completedFuture(null);
          assertThrows(IllegalStateException.class, loop::runForever);
          assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(complete));
          assertThrows(IllegalStateException.class, other::runForever);
          assertThrows(IllegalStateException.class, () -> other.runUntilComplete(complete));
          loop.callSoon(() -> loop.callSoon(() -> checked.complete(null)));
        });

    loop.runUntilComplete(checked);
    assertFalse(other.isRunning());
  }

  @Test
  @DisplayName("P17 a loop that one thread runs is not run by a second one")
  void runsOnOneThread() {
    runInThread();

    assertThrows(IllegalStateException.class, loop::runForever);
    assertTrue(loop.isRunning());
  }

  @Test
  @DisplayName("L21 an Error leaves the run, and the next run goes on with what was ready")
  void survivesAnError() {
    List<String> ran = new ArrayList<>();
    AssertionError error = new AssertionError("leaves the run");
    loop.callSoon(
        () -> {
          throw error;
        });
    loop.callSoon(() -> ran.add("was ready"));

    assertSame(error, assertThrows(AssertionError.class, loop::runForever));
    assertFalse(loop.isRunning());
    assertEquals(List.of(), ran);
    runOnce();
    assertEquals(List.of("was ready"), ran);
  }

  @Test
  @DisplayName("L18 a loop runs again and again, each time until its stop")
  void runsAgain() {
    List<String> ran = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      loop.callSoon(() -> ran.add("ran"));
      loop.callSoon(loop::stop);
      loop.runForever();
    }
    assertEquals(List.of("ran", "ran", "ran"), ran);
  }

  @Test
  @DisplayName("an interrupt ends neither the run nor is it lost")
  void keepsAnInterruptForTheThread() throws Exception {
    CompletableFuture<Boolean> seen = loop.createFuture();
    loop.callLater(Duration.ofMillis(5), () -> seen.complete(Thread.interrupted()));
    Thread.currentThread().interrupt();

    assertFalse(loop.runUntilComplete(seen));
    assertTrue(Thread.interrupted());
  }

  @Test
  @DisplayName("the text of a loop tells whether it is running, closed, and in debug mode")
  void tellsItsState() {
    List<String> texts = new ArrayList<>();
    loop.callSoon(() -> texts.add(loop.toString()));
    loop.setDebug(true);
    runOnce();
    loop.setDebug(false);
    texts.add(loop.toString());
    loop.close();
    texts.add(loop.toString());

    assertTrue(texts.get(0).contains("running=true, closed=false, debug=true"), texts.get(0));
    assertTrue(texts.get(1).contains("running=false, closed=false, debug=false"), texts.get(1));
    assertTrue(texts.get(2).contains("running=false, closed=true, debug=false"), texts.get(2));
  }
}
