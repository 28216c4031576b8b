package org.hotloop.runtime.internal.loops;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.runtime.internal.election.Lease;

/**
 * One loop and the thread that makes it, runs it and closes it. Its states: made (no thread yet),
 * starting, running ({@link #loop()} is there), ending, ended. An {@link Error} that leaves a run
 * is logged and the loop is run again, and so it is when somebody else stops it; a loop that is
 * broken or closed by somebody else ends the thread.
 */
final class LoopThread {

  private static final Logger LOG = System.getLogger(LoopThread.class.getName());

  /** Is told of the life of the thread, on it. */
  interface Life {

    /** The loop runs: called from its first callback. */
    void runs(LoopThread thread, EventLoop loop);

    /** The loop is closed, the policy still there; a failure says why nobody asked for the end. */
    void ended(LoopThread thread, Optional<Throwable> failure);
  }

  private final Lease<EventLoopPolicy> maker;
  private final Life life;
  private final Thread thread;

  /** Written by the thread; null before it is made. */
  private volatile EventLoop loop;

  private volatile boolean runs;
  private volatile boolean ending;

  /**
   * @param maker makes the loop; closed when the thread has ended
   */
  LoopThread(String threadName, Lease<EventLoopPolicy> maker, Life life) {
    this.maker = maker;
    this.life = life;
    this.thread = new Thread(this::live, threadName);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  Lease<EventLoopPolicy> maker() {
    return maker;
  }

  String threadName() {
    return thread.getName();
  }

  /** The loop while it runs; empty before its first callback and from {@link #end()} on. */
  Optional<EventLoop> loop() {
    return runs && !ending ? Optional.ofNullable(loop) : Optional.empty();
  }

  /** Asks for the end; returns at once. */
  void end() {
    // first the flag, then the look at the loop; the thread does it the other way round
    ending = true;
    EventLoop made = loop;
    if (made != null) {
      made.stop();
    }
  }

  /** Waits for the end that was asked for; not on the thread itself, which ends after us. */
  void join(long timeoutNanos) {
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, timeoutNanos));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.log(
          Level.WARNING,
          () ->
              "thread %s has not ended: a callback blocks it at %s"
                  .formatted(thread.getName(), String.join(", ", whereItIs())));
    }
  }

  private Iterable<String> whereItIs() {
    return Arrays.stream(thread.getStackTrace()).limit(8).map(StackTraceElement::toString).toList();
  }

  private void live() {
    Optional<Throwable> failure = Optional.empty();
    try {
      run();
    } catch (Throwable thrown) {
      // the thread ends with it, so this is its last place to be seen
      failure = Optional.of(thrown);
    } finally {
      close();
    }
    try {
      life.ended(this, failure);
    } finally {
      maker.close();
    }
  }

  private void run() {
    EventLoopPolicy policy = maker.object();
    EventLoop made = policy.newEventLoop();
    if (made == null) {
      throw new IllegalStateException("newEventLoop gave null");
    }
    loop = made;
    policy.setEventLoop(made);
    made.callSoonThreadsafe(this::firstCallback);
    while (!ending) {
      runOnce(made);
    }
  }

  private void firstCallback() {
    runs = true;
    life.runs(this, loop);
  }

  private void runOnce(EventLoop made) {
    try {
      made.runForever();
    } catch (Error error) {
      LOG.log(
          Level.ERROR,
          "an error has left the loop of %s; it is run again",
          thread.getName(),
          error);
    }
    if (!ending && made.isClosed()) {
      throw new IllegalStateException("its loop was closed by somebody else");
    }
    if (!ending) {
      LOG.log(Level.WARNING, () -> "the loop of %s has left its run".formatted(thread.getName()));
    }
  }

  private void close() {
    EventLoop made = loop;
    if (made == null) {
      return;
    }
    try {
      try {
        maker.object().setEventLoop(null);
      } finally {
        made.close();
      }
    } catch (RuntimeException | Error failure) {
      LOG.log(
          Level.WARNING,
          () -> "the loop of %s was not closed".formatted(thread.getName()),
          failure);
    }
  }
}
