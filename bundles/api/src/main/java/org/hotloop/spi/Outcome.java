package org.hotloop.spi;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.hotloop.EventLoop;

/**
 * What a stage comes to, as those who implement {@link EventLoop#runUntilComplete} need it: told
 * without wrapping, not asked of the stage, since not every stage can be turned into a future, and
 * ending the run.
 */
public final class Outcome<T> {

  private final EventLoop loop;
  private T value;
  private Throwable failure;

  /** Written after the value and the failure, which it publishes. */
  private volatile boolean complete;

  private volatile boolean abandoned;

  /** Of a run of {@code loop}. */
  public Outcome(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * Stops the loop when {@code stage} is complete, as a callback of its own. Inside the run: a
   * callback made before could be taken by a run of another thread, and this one would never end.
   */
  public void follow(CompletionStage<T> stage) {
    stage.whenComplete(this::complete);
  }

  /** The run has ended: a later completion stops no other one. */
  public void abandon() {
    abandoned = true;
  }

  /** Whether the stage is complete. */
  public boolean isComplete() {
    return complete;
  }

  /** The stage's value; raises its own failure. Once it is complete. */
  public T get() throws Exception {
    if (failure == null) {
      return value;
    }
    Throwable own = unwrapped(failure);
    if (own instanceof Exception exception) {
      throw exception;
    }
    if (own instanceof Error error) {
      throw error;
    }
    throw new CompletionException(own);
  }

  private void complete(T newValue, Throwable newFailure) {
    value = newValue;
    failure = newFailure;
    complete = true;
    if (!abandoned) {
      loop.callSoonThreadsafe(this::stop);
    }
  }

  private void stop() {
    if (!abandoned) {
      loop.stop();
    }
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
