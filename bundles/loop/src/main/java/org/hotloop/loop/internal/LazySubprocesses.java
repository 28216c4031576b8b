package org.hotloop.loop.internal;

import java.util.function.Function;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.subprocess.SubprocessStarter;
import org.hotloop.spi.schedule.CallbackHandle;

/** A loop's starter of children, made for the first child: most loops never have one. */
public final class LazySubprocesses implements AutoCloseable {

  private final Supplier<EventLoop> loop;
  private final Function<Runnable, CallbackHandle> handles;

  /** Null before the first child. Guarded by this. */
  private SubprocessStarter starter;

  /** Guarded by this. */
  private boolean retired;

  /** For the loop that {@code loop} gives, whose handles {@code handles} makes. */
  public LazySubprocesses(Supplier<EventLoop> loop, Function<Runnable, CallbackHandle> handles) {
    this.loop = loop;
    this.handles = handles;
  }

  /**
   * The starter. Any thread.
   *
   * @throws org.hotloop.EventLoopClosedException when retired or closed
   */
  public synchronized SubprocessStarter get() {
    if (retired) {
      throw Lifecycle.closed();
    }
    if (starter == null) {
      EventLoop owner = loop.get();
      starter = new SubprocessStarter(owner, new RawReadiness(owner, handles));
    }
    return starter;
  }

  /** Whether no child is there, nor on its way. */
  public synchronized boolean isIdle() {
    return starter == null || starter.isIdle();
  }

  /** No more children come; those that are there, or on their way, live on. Idempotent. */
  public void retire() {
    SubprocessStarter present = retiredStarter();
    if (present != null) {
      present.retire();
    }
  }

  /** Closes the starter, if there is one. Idempotent. */
  @Override
  public void close() {
    SubprocessStarter present = retiredStarter();
    if (present != null) {
      present.close();
    }
  }

  private synchronized SubprocessStarter retiredStarter() {
    retired = true;
    return starter;
  }
}
