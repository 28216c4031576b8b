package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a loop runs until a stage is complete. */
public abstract class EventLoopCompletionContract extends EventLoopSuite {

  @Test
  @DisplayName("L15 runUntilComplete gives the result of a stage that completes during the run")
  void givesTheResult() throws Exception {
    CompletableFuture<String> future = loop.createFuture();
    loop.callSoon(() -> future.complete("done"));

    assertEquals("done", loop.runUntilComplete(future));
    assertFalse(loop.isRunning());
  }

  @Test
  @DisplayName("L15 runUntilComplete gives the result of a stage that is complete already")
  void givesTheResultAtOnce() throws Exception {
    assertNull(loop.runUntilComplete(CompletableFuture.completedFuture(null)));
  }

  @Test
  @DisplayName("L15 runUntilComplete gives the result of a stage that another thread completes")
  void givesTheResultOfAnotherThread() throws Exception {
    assertEquals(7, loop.runUntilComplete(CompletableFuture.supplyAsync(() -> 7)));
  }

  @Test
  @DisplayName("L15 runUntilComplete gives the result of a future that belongs to another loop")
  void givesTheResultOfAnotherLoop() throws Exception {
    LoopThread other = closing(new LoopThread(newLoop()));
    CompletableFuture<String> foreign = other.loop().createFuture();
    loop.callSoon(() -> other.loop().callSoonThreadsafe(() -> foreign.complete("from there")));

    assertEquals("from there", loop.runUntilComplete(foreign));
  }

  @Test
  @DisplayName("L15 runUntilComplete raises the stage's own failure, unwrapped")
  void raisesTheFailure() {
    IOException failure = new IOException("broken");
    CompletableFuture<String> future = loop.createFuture();
    loop.callSoon(() -> future.completeExceptionally(failure));

    assertSame(
        failure,
        assertThrows(
            IOException.class, () -> loop.runUntilComplete(future.thenApply(String::trim))));
  }

  @Test
  @DisplayName("L15 runUntilComplete raises the cancellation of a stage")
  void raisesTheCancellation() {
    CompletableFuture<String> future = loop.createFuture();
    loop.callSoon(() -> future.cancel(false));

    assertThrows(CancellationException.class, () -> loop.runUntilComplete(future));
  }

  @Test
  @DisplayName("L16 stopped before completion is an error, and the completion stops no later run")
  void stoppedBeforeCompletion() throws Exception {
    CompletableFuture<String> never = loop.createFuture();
    loop.callSoon(loop::stop);
    assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(never));

    CompletableFuture<String> later = loop.createFuture();
    never.complete("too late");
    loop.callSoon(() -> loop.callSoon(() -> loop.callSoon(() -> later.complete("in time"))));
    assertEquals("in time", loop.runUntilComplete(later));
  }

  @Test
  @DisplayName("L21 the Error of a stage is raised as it is")
  void raisesTheErrorOfAStage() {
    AssertionError error = new AssertionError("of the stage");

    assertSame(
        error,
        assertThrows(
            AssertionError.class,
            () -> loop.runUntilComplete(CompletableFuture.failedFuture(error))));
  }

  @Test
  @DisplayName("L21 an Error leaves runUntilComplete, and its stage stops no later run")
  void forgetsTheStageAfterAnError() throws Exception {
    CompletableFuture<String> left = loop.createFuture();
    AssertionError error = new AssertionError("leaves the run");
    loop.callSoon(
        () -> {
          throw error;
        });
    assertSame(error, assertThrows(AssertionError.class, () -> loop.runUntilComplete(left)));

    CompletableFuture<String> later = loop.createFuture();
    left.complete("too late");
    loop.callSoon(() -> loop.callSoon(() -> loop.callSoon(() -> later.complete("in time"))));
    assertEquals("in time", loop.runUntilComplete(later));
  }

  @Test
  @DisplayName("L15 what is ready when the stage completes still runs, and what follows waits")
  void finishesTheBatchOfTheStage() throws Exception {
    List<String> ran = new ArrayList<>();
    CompletableFuture<Void> future = loop.createFuture();
    loop.callSoon(() -> future.complete(null));
    loop.callSoon(() -> ran.add("same"));
    loop.runUntilComplete(future);
    assertEquals(List.of("same"), ran);

    loop.callSoon(() -> ran.add("next run"));
    runOnce();
    assertEquals(List.of("same", "next run"), ran);
  }
}
