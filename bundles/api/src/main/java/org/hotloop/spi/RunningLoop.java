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

  private RunningLoop() {}

  /** The loop that this thread runs. */
  public static Optional<EventLoop> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /**
   * Marks this thread as running {@code loop} until {@link #close()}.
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
    CURRENT.set(loop);
    return new RunningLoop();
  }

  /** The thread runs no loop any more. On the thread that entered. */
  @Override
  public void close() {
    CURRENT.remove();
  }
}
