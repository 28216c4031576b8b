package org.hotloop.loop.internal;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.hotloop.EventLoop;
import org.hotloop.spi.Outcome;
import org.hotloop.spi.RunningLoop;

/** The runs of one loop, one at a time, each on the thread that asks for it. */
public final class Runs {

  private final EventLoop loop;
  private final Lifecycle lifecycle;
  private final Scheduler scheduler;

  /** Of {@code loop}, whose parts the others are. */
  public Runs(EventLoop loop, Lifecycle lifecycle, Scheduler scheduler) {
    this.loop = loop;
    this.lifecycle = lifecycle;
    this.scheduler = scheduler;
  }

  /** As {@link EventLoop#runForever}. */
  public void runForever() {
    run(() -> {});
  }

  /** As {@link EventLoop#runUntilComplete}. */
  public <T> T runUntilComplete(CompletionStage<T> stage) throws Exception {
    Objects.requireNonNull(stage, "stage");
    Outcome<T> outcome = new Outcome<>(loop);
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
    Unclosed.report();
    lifecycle.enter();
    try {
      RunningLoop run = RunningLoop.enter(loop);
      try (run) {
        first.run();
        scheduler.run();
      }
    } finally {
      lifecycle.leave();
    }
  }
}
