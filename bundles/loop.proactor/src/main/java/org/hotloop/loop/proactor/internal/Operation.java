package org.hotloop.loop.proactor.internal;

import java.io.IOException;
import java.nio.channels.CompletionHandler;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;

/**
 * What a channel does for the loop, one at a time: whichever thread of the group has done it, the
 * loop is told, with one wake-up for all that comes while it sleeps.
 *
 * @param <R> what comes of it
 */
final class Operation<R> implements CompletionHandler<R, Void>, Runnable {

  private final EventLoop loop;
  private final Outcome<R> outcome;

  /** Written by the group's thread before it schedules this, like {@link #failure}. */
  private R result;

  /** Null where it has succeeded. */
  private Throwable failure;

  /** Who is told, on the loop's thread. */
  interface Outcome<R> {

    void succeeded(R result);

    void failed(IOException cause);
  }

  Operation(EventLoop loop, Outcome<R> outcome) {
    this.loop = loop;
    this.outcome = outcome;
  }

  @Override
  public void completed(R newResult, Void nothing) {
    result = newResult;
    failure = null;
    handOver();
  }

  @Override
  public void failed(Throwable newFailure, Void nothing) {
    failure = newFailure;
    handOver();
  }

  private void handOver() {
    try {
      loop.callSoonThreadsafe(this);
    } catch (EventLoopClosedException e) {
      return; // and with it the group and all its channels, also one that was just accepted
    }
  }

  /** On the loop's thread. */
  @Override
  public void run() {
    if (failure == null) {
      outcome.succeeded(result);
    } else {
      outcome.failed(failure instanceof IOException e ? e : new IOException(failure));
    }
  }
}
