package org.hotloop.spi;

import java.util.Objects;
import java.util.Optional;
import org.hotloop.EventLoop;

/**
 * The loop that the current thread runs: asyncio's {@code _set_running_loop} for those who
 * implement loops.
 *
 * <pre>{@code
 * try (RunningLoop run = RunningLoop.enter(this)) {
 *   // iterate
 * }
 * }</pre>
 */
public final class RunningLoop implements AutoCloseable {

  private static final ThreadLocal<EventLoop> CURRENT = new ThreadLocal<>();

  /** In whose name this thread runs loops; see {@link #inTheNameOf}. */
  private static final ThreadLocal<EventLoop> FRONT = new ThreadLocal<>();

  private final ThreadLocal<EventLoop> mark;

  private RunningLoop(ThreadLocal<EventLoop> mark) {
    this.mark = mark;
  }

  /** The loop that this thread runs. */
  public static Optional<EventLoop> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /**
   * Marks this thread as running {@code loop} until {@link #close()}, or the loop in whose name it
   * does so.
   *
   * @throws IllegalStateException when it runs one already
   */
  public static RunningLoop enter(EventLoop loop) {
    Objects.requireNonNull(loop, "loop");
    if (CURRENT.get() != null) {
      throw new IllegalStateException(
          "cannot run the event loop while another loop is running in thread '%s'"
              .formatted(Thread.currentThread().getName()));
    }
    EventLoop front = FRONT.get();
    CURRENT.set(front == null ? loop : front);
    return new RunningLoop(CURRENT);
  }

  /**
   * Until {@link #close()} whichever loop this thread runs is known as {@code front}, a loop that
   * lets others run for it: see {@link LoopEngine}.
   *
   * @throws IllegalStateException when this thread runs loops in somebody's name already
   */
  public static RunningLoop inTheNameOf(EventLoop front) {
    Objects.requireNonNull(front, "front");
    if (FRONT.get() != null) {
      throw new IllegalStateException("this thread runs loops for %s".formatted(FRONT.get()));
    }
    FRONT.set(front);
    return new RunningLoop(FRONT);
  }

  /** Takes back what gave this. On the same thread. */
  @Override
  public void close() {
    mark.remove();
  }
}
