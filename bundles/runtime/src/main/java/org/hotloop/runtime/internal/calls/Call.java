package org.hotloop.runtime.internal.calls;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One piece of work on its way through a deputy. It is under way; then it has ended, or it was
 * abandoned: one of the two, decided under this object's lock.
 */
final class Call<T> implements Runnable, Steps {

  private enum State {
    UNDER_WAY,
    ENDED,
    ABANDONED
  }

  /** What this thread is doing for another one. */
  private static final ThreadLocal<Call<?>> CURRENT = new ThreadLocal<>();

  private final Thread principal;
  private final Steps.Work<T> work;
  private final CountDownLatch done = new CountDownLatch(1);
  private final CompletableFuture<Void> returned = new CompletableFuture<>();

  private State state = State.UNDER_WAY;
  private Thread deputy;
  private T result;
  private Throwable failure;

  private volatile String step = "its first call";
  private volatile int steps;

  Call(Thread principal, Steps.Work<T> work) {
    this.principal = principal;
    this.work = work;
  }

  /** For whom this thread is doing something. */
  static Optional<Thread> principal() {
    return Optional.ofNullable(CURRENT.get()).filter(Call::isUnderWay).map(call -> call.principal);
  }

  private synchronized boolean isUnderWay() {
    return state == State.UNDER_WAY;
  }

  @Override
  public void next(String what) {
    if (!isUnderWay()) {
      throw new Steps.AbandonedException();
    }
    step = what;
    steps = steps + 1; // one thread writes
  }

  @Override
  public void run() {
    synchronized (this) {
      deputy = Thread.currentThread();
    }
    CURRENT.set(this);
    try {
      result = work.run(this);
    } catch (Throwable thrown) {
      failure = thrown; // goes to who waits
    } finally {
      CURRENT.remove();
      end();
    }
  }

  private void end() {
    boolean waitedFor;
    synchronized (this) {
      waitedFor = state == State.UNDER_WAY;
      if (waitedFor) {
        state = State.ENDED;
      }
    }
    if (!waitedFor) {
      Thread.interrupted(); // it was meant for this call only
      returned.complete(null);
    }
    done.countDown();
  }

  /** What the work gave, or threw, as long as each step is done within {@code limit}. */
  T await(Duration limit) throws HangException {
    boolean interrupted = false;
    try {
      int seen = 1; // the first call, made at once
      while (true) {
        try {
          if (done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return outcome();
          }
          int now = steps;
          if (now == seen && abandon()) {
            throw new HangException(
                "did not return from %s within %d ms".formatted(step, limit.toMillis()), returned);
          }
          seen = now;
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized boolean abandon() {
    if (state != State.UNDER_WAY) {
      return false;
    }
    state = State.ABANDONED;
    if (deputy != null) {
      deputy.interrupt();
    }
    return true;
  }

  private T outcome() {
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return result;
  }
}
