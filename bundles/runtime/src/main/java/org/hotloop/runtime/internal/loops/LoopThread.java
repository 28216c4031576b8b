package org.hotloop.runtime.internal.loops;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.hotloop.runtime.internal.front.SwapSafeLoop;

/**
 * The thread of one managed loop: it runs the loop until its end is asked for, and closes it. An
 * {@link Error} that leaves a run is logged and the loop is run again, and so it is when somebody
 * else stops it.
 */
final class LoopThread {

  private static final Logger LOG = System.getLogger(LoopThread.class.getName());

  /** Is told of the life of the thread, on it. */
  interface Life {

    /** The engine does not run: without another one the loop must not be run. */
    void broken(RuntimeException failure);

    /** The loop runs no more, and is about to be closed. */
    void ending();

    /** The loop is closed. */
    void ended();
  }

  private final SwapSafeLoop loop;
  private final Life life;
  private final Thread thread;
  private volatile boolean ending;

  LoopThread(SwapSafeLoop loop, Life life) {
    this.loop = loop;
    this.life = life;
    thread = new Thread(this::live);
    thread.setDaemon(true);
    loop.reserveFor(thread);
  }

  /** Called and ranked as {@code settings} say. */
  void apply(LoopSettings settings) {
    thread.setName(settings.threadName());
    thread.setPriority(settings.threadPriority());
  }

  void start() {
    thread.start();
  }

  /** What blocks it can be seen by. */
  Vigil vigil(String loopName) {
    return new Vigil(loopName, loop, thread);
  }

  String name() {
    return thread.getName();
  }

  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Asks for the end; returns at once. */
  void end() {
    ending = true;
    loop.stop();
  }

  /** Waits for the end that was asked for; not on the thread itself, which ends after us. */
  void join(long timeoutNanos) {
    if (isCurrent() || thread.getState() == Thread.State.NEW) {
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
                  .formatted(name(), String.join(", ", whereItIs())));
    }
  }

  private Iterable<String> whereItIs() {
    return Arrays.stream(thread.getStackTrace()).limit(8).map(StackTraceElement::toString).toList();
  }

  private void live() {
    while (!ending) {
      runOnce();
    }
    life.ending();
    try {
      loop.close();
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.WARNING, () -> "the loop of %s was not closed".formatted(name()), failure);
    } finally {
      life.ended();
    }
  }

  private void runOnce() {
    try {
      loop.runForever();
    } catch (Error error) {
      LOG.log(
          Level.ERROR,
          () -> "an error has left the loop of %s; it is run again".formatted(name()),
          error);
    } catch (RuntimeException failure) {
      life.broken(failure);
    }
    if (!ending) {
      LOG.log(Level.WARNING, () -> "the loop of %s has left its run".formatted(name()));
    }
  }
}
