package org.hotloop.loop;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionContext;
import org.hotloop.ExceptionHandler;
import org.hotloop.Handle;
import org.hotloop.NameInfo;
import org.hotloop.TimerHandle;
import org.hotloop.loop.internal.CallbackRunner;
import org.hotloop.loop.internal.DebugMode;
import org.hotloop.loop.internal.ExceptionHandling;
import org.hotloop.loop.internal.ExceptionText;
import org.hotloop.loop.internal.Lifecycle;
import org.hotloop.loop.internal.LoopExecutor;
import org.hotloop.loop.internal.NameLookup;
import org.hotloop.loop.internal.Runs;
import org.hotloop.loop.internal.Scheduler;
import org.hotloop.loop.internal.Unclosed;
import org.hotloop.spi.LoopEngine;
import org.hotloop.spi.LoopEstate;
import org.hotloop.spi.LoopFuture;
import org.hotloop.spi.schedule.CallbackHandle;

/**
 * Callbacks, timers, runs, the executor and the handling of exceptions: asyncio's {@code
 * BaseEventLoop}. A subclass polls for the events it knows of, and lets itself be woken. Nothing
 * here needs a particular platform; what does is in {@link PosixEventLoop}.
 *
 * <p>A loop that is dropped without {@link #close()} is warned of in the log, once any loop is made
 * or run, or goes to sleep.
 *
 * <p>An interrupt of the running thread does not end the run, which {@link #stop()} does; the
 * thread finds its interrupt status again afterwards.
 */
@SuppressWarnings("this-escape") // the parts keep their loop, and call it only once it is used
public abstract class BaseEventLoop implements LoopEngine {

  private static final Logger LOG = System.getLogger(BaseEventLoop.class.getName());
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final int number = COUNT.incrementAndGet();
  private final Lifecycle lifecycle = new Lifecycle();
  private final DebugMode debug = new DebugMode();
  private final ExceptionHandling exceptions = new ExceptionHandling(this::front);
  private final CallbackRunner callbacks = new CallbackRunner(lifecycle, debug, exceptions);
  private final Scheduler scheduler =
      new Scheduler(lifecycle, debug, new SchedulerHost(this, callbacks));
  private final Runs runs = new Runs(this, lifecycle, scheduler);
  private final LoopExecutor executor =
      new LoopExecutor(this::front, "hotloop-loop-%d-executor-".formatted(number));

  private final NameLookup names = new NameLookup(this::front);

  /** Whose engine this is; itself where it is nobody's. */
  private volatile EventLoop front = this;

  private final Unclosed unclosed = Unclosed.watch(this, "event loop " + name(), debug.source());

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
   * The run is over, on the thread that ran: gives back what only a loop that polls may have. Who
   * overrides an override calls it.
   */
  protected void pausePolling() {}

  /**
   * Gives back what the subclass polls with; once, while closing, when no callback can be scheduled
   * any more. Who overrides an override calls it.
   */
  protected abstract void closeResources();

  /**
   * Whether something that was made here lives: what {@link #closeMade()} would end. Who overrides
   * an override asks it, too.
   */
  protected boolean hasMade() {
    return !executor.isIdle();
  }

  /** As {@link LoopEstate#socketCode}. */
  protected Class<?> socketCode() {
    return BaseEventLoop.class;
  }

  /** As {@link LoopEstate#watchesChannels}. */
  protected boolean watchesChannels() {
    return false;
  }

  /** As {@link LoopEstate#disconnect}. Who overrides an override calls it. */
  protected void disconnect(IOException cause) {}

  /**
   * Ends what was made here and may live longer than this: connections, children, work elsewhere;
   * when the loop that it belongs to runs no callback any more. Who overrides an override calls it.
   */
  protected void closeMade() {
    executor.close();
  }

  /**
   * No more is made here; what was made lives on. Who asks for more at this moment, on another
   * thread, has it made or is told that this is closed. Who overrides an override calls it.
   */
  protected void retireMade() {
    executor.retire();
  }

  /** To whom belongs what is made here: this, or the loop whose engine this is. */
  protected final EventLoop front() {
    return front;
  }

  @Override
  public void runFor(EventLoop newFront, Optional<EventLoop> before) {
    front = Objects.requireNonNull(newFront, "front");
  }

  /** A handle for a callback that is not scheduled yet, such as a reader's. */
  final CallbackHandle handle(Runnable callback) {
    return new CallbackHandle(callback, debug.source());
  }

  /** In debug mode raises where another thread runs the loop. */
  protected final void checkThread() {
    if (debug.isOn()) {
      lifecycle.checkThread();
    }
  }

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
    runs.runForever();
  }

  @Override
  public <T> T runUntilComplete(CompletionStage<T> stage) throws Exception {
    return runs.runUntilComplete(stage);
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
      if (debug.isOn()) {
        LOG.log(Level.DEBUG, "close {0}", this);
      }
      // From the last to the first, each even where one before it failed.
      try (unclosed;
          scheduler) {
        try {
          closeMade();
        } finally {
          closeResources();
        }
      }
    }
  }

  @Override
  public LoopEstate retire() {
    if (lifecycle.close()) {
      try (unclosed;
          scheduler) {
        retireMade();
        closeResources();
      }
    }
    return new Estate(this);
  }

  @Override
  public Handle callSoon(Runnable callback) {
    checkThread();
    return scheduler.soon(callback);
  }

  @Override
  public Handle callSoonThreadsafe(Runnable callback) {
    return scheduler.soon(callback);
  }

  @Override
  public TimerHandle callLater(Duration delay, Runnable callback) {
    checkThread();
    return scheduler.later(delay, callback);
  }

  @Override
  public TimerHandle callAt(long when, Runnable callback) {
    checkThread();
    return scheduler.at(when, callback);
  }

  @Override
  public long time() {
    return System.nanoTime();
  }

  @Override
  public <T> CompletableFuture<T> createFuture() {
    return new LoopFuture<>(front);
  }

  @Override
  public <T> CompletableFuture<T> runInExecutor(Executor executorOrNull, Callable<T> work) {
    lifecycle.checkOpen();
    return executor.run(executorOrNull, work);
  }

  @Override
  public CompletableFuture<Void> shutdownDefaultExecutor() {
    return executor.shutdown();
  }

  @Override
  public void setDefaultExecutor(Executor newExecutor) {
    executor.setDefault(newExecutor);
  }

  @Override
  public CompletableFuture<List<InetSocketAddress>> getaddrinfo(String host, int port) {
    checkOpen();
    return names.addresses(host, port);
  }

  @Override
  public CompletableFuture<NameInfo> getnameinfo(
      InetSocketAddress address, NameInfo.Flag... flags) {
    checkOpen();
    return names.names(address, flags);
  }

  @Override
  public void setExceptionHandler(ExceptionHandler handlerOrNull) {
    exceptions.set(handlerOrNull);
  }

  @Override
  public Optional<ExceptionHandler> getExceptionHandler() {
    return exceptions.get();
  }

  @Override
  public void callExceptionHandler(ExceptionContext context) {
    exceptions.call(context);
  }

  @Override
  public void defaultExceptionHandler(ExceptionContext context) {
    List<StackTraceElement> handleTraceback =
        lifecycle.isRunByCurrentThread() ? callbacks.currentSource() : List.of();
    LOG.log(
        Level.ERROR, ExceptionText.of(context, handleTraceback), context.exception().orElse(null));
  }

  @Override
  public void setDebug(boolean on) {
    debug.set(on);
  }

  @Override
  public boolean getDebug() {
    return debug.isOn();
  }

  /**
   * Sets from which duration on the debug mode logs a callback as slow; 100 ms at first.
   *
   * @throws IllegalArgumentException when {@code duration} is negative
   */
  public void setSlowCallbackDuration(Duration duration) {
    debug.setSlow(duration);
  }

  @Override
  public Duration getSlowCallbackDuration() {
    return debug.slow();
  }

  /** The class, a number of its own, and the state. */
  @Override
  public String toString() {
    return "%s[running=%b, closed=%b, debug=%b]"
        .formatted(name(), isRunning(), isClosed(), getDebug());
  }

  /** The class, also where it has no name, and the number. */
  private String name() {
    String type = getClass().getName();
    return type.substring(type.lastIndexOf('.') + 1) + "-" + number;
  }
}
