package org.hotloop.loop.internal.stream;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.spi.RunningLoop;

/**
 * Where the stages of one owner come from and how they complete: on the loop's thread, and never
 * once the owner is gone. Any thread, but where a method says otherwise.
 */
public final class Stages {

  private final EventLoop loop;
  private volatile boolean silenced;

  /** The stages of {@code loop} for one owner. */
  public Stages(EventLoop loop) {
    this.loop = loop;
  }

  /** Whose they are. */
  EventLoop loop() {
    return loop;
  }

  /** An incomplete stage that nobody knows yet. */
  public <T> CompletableFuture<T> create() {
    return loop.createFuture();
  }

  /**
   * A stage that {@code work} will complete; {@code work} runs on the loop. Always by way of the
   * loop's queue, also from the loop's own thread: who reads on from inside a completion, line by
   * line, must not deepen the stack with each line.
   *
   * @return failed already when the loop is closed
   */
  public <T> CompletableFuture<T> request(Consumer<CompletableFuture<T>> work) {
    CompletableFuture<T> stage = create();
    if (silenced) {
      return stage;
    }
    try {
      run(() -> work.accept(stage));
    } catch (EventLoopClosedException e) {
      stage.completeExceptionally(e);
    }
    return stage;
  }

  /**
   * Runs {@code action} on the loop, after what this thread had it run before.
   *
   * @throws EventLoopClosedException when the loop is closed
   */
  public void run(Runnable action) {
    if (areOnLoop()) {
      loop.callSoon(action);
    } else {
      loop.callSoonThreadsafe(action);
    }
  }

  /** Whether this is the loop's thread, in one of its callbacks. */
  boolean areOnLoop() {
    return RunningLoop.current().filter(running -> running == loop).isPresent();
  }

  /**
   * Completes {@code stage}, which runs what its owner chained to it.
   *
   * @return false when it was complete, as after a cancel, or the owner is gone
   */
  public <T> boolean complete(CompletableFuture<T> stage, T value) {
    return !silenced && stage.complete(value);
  }

  /** As {@link #complete}, with a failure. */
  public boolean fail(CompletableFuture<?> stage, Throwable cause) {
    return !silenced && stage.completeExceptionally(cause);
  }

  /** The owner is gone: no stage completes any more. */
  public void silence() {
    silenced = true;
  }
}
