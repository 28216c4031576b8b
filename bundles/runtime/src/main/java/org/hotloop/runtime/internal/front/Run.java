package org.hotloop.runtime.internal.front;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.WrongLoopThreadException;
import org.hotloop.spi.Outcome;
import org.hotloop.spi.RunningLoop;

/**
 * The runs of a front, one at a time: each is as many runs of engines as changes make of it. Any
 * thread.
 */
final class Run {

  private static final Runnable NOTHING = () -> {};

  private final EventLoop front;
  private final EngineSeat seat;

  /** To be made between two runs of engines. */
  private final BlockingQueue<Runnable> changes = new LinkedBlockingQueue<>();

  /** The thread inside a run; null while idle. Written under the monitor. */
  private volatile Thread runner;

  /** Written under the monitor. */
  private volatile boolean closed;

  private volatile boolean stopping;

  /** Up when the engine may have to end its run: one look for the callbacks that it has not to. */
  private volatile boolean called;

  /** Who alone may run and close the front; null where anybody may. */
  private volatile Thread owner;

  Run(EventLoop front, EngineSeat seat) {
    this.front = front;
    this.seat = seat;
  }

  /** From now on only {@code thread} may run and close the front. Before the first run. */
  void reserveFor(Thread thread) {
    owner = thread;
  }

  /** As {@link EventLoop#runForever}; without an engine it waits for one. */
  void forever() {
    run(() -> {});
  }

  /** As {@link EventLoop#runUntilComplete}. */
  <T> T untilComplete(CompletionStage<T> stage) throws Exception {
    Objects.requireNonNull(stage, "stage");
    Outcome<T> outcome = new Outcome<>(front);
    try {
      run(() -> outcome.follow(stage));
    } finally {
      outcome.abandon();
    }
    if (!outcome.isComplete()) {
      throw new IllegalStateException("the event loop was stopped before the stage completed");
    }
    return outcome.get();
  }

  /** What {@code first} does belongs to this run: it is done when no other thread's can begin. */
  private void run(Runnable first) {
    enter();
    try {
      RunningLoop name = RunningLoop.inTheNameOf(front);
      try (name) {
        first.run();
        iterate();
      }
    } finally {
      leave();
    }
  }

  /**
   * Has {@code change} made on the running thread between two runs of engines, or by the next run.
   */
  void between(Runnable change) {
    changes.add(change);
    callEngine();
  }

  /** As {@link EventLoop#stop}. */
  void stop() {
    stopping = true;
    changes.add(NOTHING); // for a run that waits for an engine
    callEngine();
  }

  /** Whether the engine is to end its run, for good or for a change. */
  boolean isLeaving() {
    return called && (stopping || !changes.isEmpty());
  }

  boolean isRunning() {
    return runner != null;
  }

  boolean isClosed() {
    return closed;
  }

  boolean isOfThisThread() {
    return runner == Thread.currentThread();
  }

  /**
   * For good.
   *
   * @return whether this call did it
   */
  synchronized boolean close() {
    refuseStrangers("close");
    refuseRunning("close");
    boolean first = !closed;
    closed = true;
    return first;
  }

  /** Raises a {@link WrongLoopThreadException} where another thread runs the front. */
  void checkThread() {
    Thread thread = runner;
    if (thread != null && thread != Thread.currentThread()) {
      throw new WrongLoopThreadException(
          "called from thread '%s', but the event loop runs in thread '%s'; use callSoonThreadsafe"
              .formatted(Thread.currentThread().getName(), thread.getName()));
    }
  }

  void checkOpen() {
    if (closed) {
      throw new EventLoopClosedException("the event loop is closed; use a new one");
    }
  }

  private void iterate() {
    boolean interrupted = false;
    try {
      do {
        makeChanges();
        EventLoop engine = seat.orNull();
        if (engine == null) {
          interrupted |= awaitChange();
          continue;
        }
        if (stopping) {
          engine.stop(); // who asked for it may have asked this one's predecessor
        }
        engine.runForever();
      } while (!stopping);
    } finally {
      stopping = false;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void makeChanges() {
    called = false; // first: who stops or adds from here on raises it again
    if (stopping) {
      called = true;
    }
    for (Runnable change = changes.poll(); change != null; change = changes.poll()) {
      change.run();
    }
  }

  /** Says whether an interrupt came, which ends no run. */
  private boolean awaitChange() {
    boolean interrupted = false;
    while (true) {
      try {
        changes.take().run();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private void callEngine() {
    called = true;
    EventLoop engine = seat.orNull();
    if (engine != null) {
      engine.stop();
    }
  }

  private synchronized void enter() {
    checkOpen();
    refuseStrangers("run");
    refuseRunning("run");
    runner = Thread.currentThread();
  }

  private synchronized void leave() {
    runner = null;
  }

  private void refuseStrangers(String verb) {
    Thread thread = owner;
    if (thread != null && thread != Thread.currentThread()) {
      throw new IllegalStateException(
          "cannot %s a managed event loop: it is the runtime's, on thread '%s'"
              .formatted(verb, thread.getName()));
    }
  }

  private void refuseRunning(String verb) {
    Thread thread = runner;
    if (thread != null) {
      throw new IllegalStateException(
          "cannot %s the event loop while it is running, in thread '%s'"
              .formatted(verb, thread.getName()));
    }
  }
}
