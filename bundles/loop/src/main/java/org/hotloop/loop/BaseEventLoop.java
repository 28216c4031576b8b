package org.hotloop.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionContext;
import org.hotloop.ExceptionHandler;
import org.hotloop.Handle;
import org.hotloop.TimerHandle;
import org.hotloop.loop.internal.CallbackHandle;
import org.hotloop.loop.internal.CallbackRunner;
import org.hotloop.loop.internal.LazySubprocesses;
import org.hotloop.loop.internal.Lifecycle;
import org.hotloop.loop.internal.LoopExecutor;
import org.hotloop.loop.internal.LoopFuture;
import org.hotloop.loop.internal.Outcome;
import org.hotloop.loop.internal.RawReadiness;
import org.hotloop.loop.internal.Scheduler;
import org.hotloop.loop.internal.SignalSubscriptions;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.spi.RunningLoop;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;

/**
 * All of an event loop but how it waits: asyncio's {@code BaseEventLoop}. A subclass polls for the
 * events it knows of, and lets itself be woken.
 *
 * <p>Callbacks, timers, futures, the executor and signal handlers need no native code; raw
 * descriptors and children do, and where it cannot be loaded they raise {@link
 * org.hotloop.posix.PosixUnavailableException}.
 *
 * <p>An interrupt of the running thread ends neither the run nor a callback; the thread finds its
 * interrupt status again after the run. To end a run call {@link #stop()}.
 */
@SuppressWarnings("this-escape") // the parts keep their loop, and call it only once it is used
public abstract class BaseEventLoop implements EventLoop {

  private static final Logger LOG = System.getLogger(BaseEventLoop.class.getName());
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final int number = COUNT.incrementAndGet();
  private final Lifecycle lifecycle = new Lifecycle();
  private final Scheduler scheduler = new Scheduler(lifecycle, new Host());
  private final CallbackRunner callbacks = new CallbackRunner(this, this::defaultExceptionHandler);
  private final LoopExecutor executor =
      new LoopExecutor(this, "hotloop-loop-%d-executor-".formatted(number));
  private final SignalSubscriptions signals = new SignalSubscriptions(this);
  private final RawReadiness descriptors = new RawReadiness(this);
  private final Resources resources = this::closeResources;
  private final LazySubprocesses subprocesses = new LazySubprocesses(this);

  /** A loop that is not running. */
  protected BaseEventLoop() {}

  /**
   * Waits for events and schedules their callbacks with {@link #callSoon}. On the running thread.
   *
   * @param timeoutNanos the longest wait; with 0 only looks. To return earlier, or without any
   *     event, does no harm.
   */
  protected abstract void poll(long timeoutNanos);

  /**
   * Ends a {@link #poll} that another thread is in; one that is about to begin ends at once. Any
   * thread.
   */
  protected abstract void wakeup();

  /**
   * Gives back what the subclass holds; once, while closing. Callbacks can no more be scheduled.
   */
  protected abstract void closeResources();

  /** Wakes the loop if it sleeps in {@link #poll}, once a sleep. Any thread. */
  protected final void wakeupIfAsleep() {
    scheduler.wake();
  }

  /** Raises {@link org.hotloop.EventLoopClosedException} when this is closed. */
  protected final void checkOpen() {
    lifecycle.checkOpen();
  }

  @Override
  public void runForever() {
    run(() -> {});
  }

  @Override
  public <T> T runUntilComplete(CompletionStage<T> stage) throws Exception {
    Objects.requireNonNull(stage, "stage");
    Outcome<T> outcome = new Outcome<>(this);
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

  @Override
  public void stop() {
    scheduler.stop();
  }

  @Override
  public boolean isRunning() {
    return lifecycle.isRunning();
  }

  @Override
  public boolean isClosed() {
    return lifecycle.isClosed();
  }

  @Override
  public void close() {
    if (lifecycle.close()) {
      // From the last to the first, each even where one before it failed.
      try (scheduler;
          executor;
          resources;
          descriptors;
          signals) {
        subprocesses.close();
      }
    }
  }

  @Override
  public Handle callSoon(Runnable callback) {
    checkThreadInDebug();
    return scheduler.soon(callback);
  }

  @Override
  public Handle callSoonThreadsafe(Runnable callback) {
    return scheduler.soon(callback);
  }

  @Override
  public TimerHandle callLater(Duration delay, Runnable callback) {
    checkThreadInDebug();
    return scheduler.later(delay, callback);
  }

  @Override
  public TimerHandle callAt(long when, Runnable callback) {
    checkThreadInDebug();
    return scheduler.at(when, callback);
  }

  @Override
  public long time() {
    return System.nanoTime();
  }

  @Override
  public <T> CompletableFuture<T> createFuture() {
    return new LoopFuture<>(this);
  }

  @Override
  public <T> CompletableFuture<T> runInExecutor(Executor executorOrNull, Callable<T> work) {
    lifecycle.checkOpen();
    return executor.run(executorOrNull, work);
  }

  @Override
  public void setDefaultExecutor(Executor newExecutor) {
    executor.setDefault(newExecutor);
  }

  @Override
  public void addReader(int fd, Runnable callback) {
    descriptors.add(fd, Interest.READ, callback);
  }

  @Override
  public boolean removeReader(int fd) {
    return descriptors.remove(fd, Interest.READ);
  }

  @Override
  public void addWriter(int fd, Runnable callback) {
    descriptors.add(fd, Interest.WRITE, callback);
  }

  @Override
  public boolean removeWriter(int fd) {
    return descriptors.remove(fd, Interest.WRITE);
  }

  @Override
  public void addSignalHandler(String signal, Runnable callback) {
    signals.add(signal, callback);
  }

  @Override
  public boolean removeSignalHandler(String signal) {
    return signals.remove(signal);
  }

  @Override
  public void setExceptionHandler(ExceptionHandler handlerOrNull) {
    callbacks.setExceptionHandler(handlerOrNull);
  }

  @Override
  public void callExceptionHandler(ExceptionContext context) {
    callbacks.report(context);
  }

  /**
   * Logs {@code context}: what {@link #callExceptionHandler} does where no handler was set or the
   * handler itself failed. Handlers may call it.
   */
  public void defaultExceptionHandler(ExceptionContext context) {
    LOG.log(Level.ERROR, context.message(), context.exception().orElse(null));
  }

  @Override
  public void setDebug(boolean on) {
    callbacks.setDebug(on);
  }

  @Override
  public boolean getDebug() {
    return callbacks.isDebug();
  }

  /** Sets from which duration on the debug mode logs a callback as slow; 100 ms at first. */
  public void setSlowCallbackDuration(Duration duration) {
    callbacks.setSlow(duration);
  }

  @Override
  public CompletionStage<SubprocessTransport> subprocessExec(
      Supplier<? extends SubprocessProtocol> protocol, SubprocessSpec spec) {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(spec, "spec");
    return subprocesses.get().exec(protocol, spec);
  }

  /** The class, a number of its own, and the state. */
  @Override
  public String toString() {
    return "%s[%d, running=%b, closed=%b, debug=%b]"
        .formatted(getClass().getSimpleName(), number, isRunning(), isClosed(), getDebug());
  }

  /** What {@code first} does belongs to this run: it is done when no other thread's can begin. */
  private void run(Runnable first) {
    lifecycle.enter();
    try {
      RunningLoop run = RunningLoop.enter(this);
      try (run) {
        first.run();
        scheduler.run();
      }
    } finally {
      lifecycle.leave();
    }
  }

  private void checkThreadInDebug() {
    if (callbacks.isDebug()) {
      lifecycle.checkThread();
    }
  }

  /** The loop as its scheduler sees it. */
  private final class Host implements Scheduler.Host {

    @Override
    public long time() {
      return BaseEventLoop.this.time();
    }

    @Override
    public void poll(long timeoutNanos) {
      BaseEventLoop.this.poll(timeoutNanos);
    }

    @Override
    public void wakeup() {
      BaseEventLoop.this.wakeup();
    }

    @Override
    public void run(CallbackHandle handle) {
      callbacks.run(handle);
    }
  }

  /** Lets the subclass's resources be closed among the others. */
  @FunctionalInterface
  private interface Resources extends AutoCloseable {
    @Override
    void close();
  }
}
