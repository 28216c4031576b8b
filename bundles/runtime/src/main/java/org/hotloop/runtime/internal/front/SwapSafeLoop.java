package org.hotloop.runtime.internal.front;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.ExceptionHandler;
import org.hotloop.Handle;
import org.hotloop.TimerHandle;
import org.hotloop.runtime.internal.front.Watch.Direction;
import org.hotloop.spi.LoopFuture;
import org.hotloop.spi.schedule.CallbackHandle;
import org.hotloop.spi.schedule.ScheduledTimer;

/**
 * A loop that stays while the loops that do its work, its engines, are exchanged: what is published
 * as a managed loop. Callbacks, timers, readers, writers, signal handlers and settings are kept
 * here, so a move leaves them; connections and children were made by an engine and stand on this.
 *
 * <p>It runs on one thread, and so do all its engines, one after the other. Between two of their
 * runs {@link #between changes} are made, and only there.
 */
public final class SwapSafeLoop extends PassedOn {

  private static final Logger LOG = System.getLogger(SwapSafeLoop.class.getName());

  private final String name;
  private final EngineSeat seat = new EngineSeat();
  private final Run run = new Run(this, seat);
  private final DebugMode debug = new DebugMode();
  private final Settings settings = new Settings();
  private final Execution execution = new Execution(debug, this::callExceptionHandler);
  private final Agenda agenda = new Agenda(run::isOfThisThread);
  private final Turns turns = new Turns(agenda, seat, execution, run::isLeaving);
  private final GracePeriod grace;
  private final Watches watches;
  private final SignalWatches signals = new SignalWatches(seat, execution::runEach);
  private final Estates estates = new Estates();

  /** Up from the request to tidy until it is done: once is enough for a loop that is blocked. */
  private final AtomicBoolean tidying = new AtomicBoolean();

  private final Mover mover;

  /** Without an engine yet. */
  public SwapSafeLoop(String name) {
    this.name = name;
    grace = new GracePeriod(this, "hotloop-%s-grace".formatted(name), this::endGrace);
    watches = new Watches(seat, execution::runEach, grace);
    mover = new Mover(this, seat, settings, agenda, turns, watches, signals, estates);
  }

  // what its owner does with it

  /** Only {@code owner} may run and close this, from now on. Before the first run. */
  public void reserveFor(Thread owner) {
    run.reserveFor(owner);
  }

  /** Has {@code change} made between two runs of engines, on the running thread. Any thread. */
  public void between(Runnable change) {
    run.between(change);
  }

  /**
   * Goes on with {@code next}, which belongs to this from now on, and retires the engine that was
   * there. Inside a {@link #between change}, or while this does not run.
   *
   * @throws RuntimeException as {@code next} throws where it cannot be used; it stays the caller's
   *     then, and nothing has changed
   */
  public Move moveTo(EventLoop next) {
    Move move = mover.to(next);
    debug.takeFrom(next);
    return move;
  }

  /** Retires the engine; all that is here waits for another one. As {@link #moveTo}. */
  public Move moveAway() {
    return mover.away();
  }

  /** Whether engines have left something behind that needs such code. Any thread. */
  public boolean needs(Predicate<Class<?>> gone) {
    return estates.need(gone);
  }

  /** Ends what engines have left behind and that needs code which has gone. As {@link #moveTo}. */
  public void endWithout(Predicate<Class<?>> gone) {
    estates.end(gone);
  }

  /** Lets go of engines before of which nothing is left. Any thread; done soon, by the loop. */
  public void tidy() {
    if (!estates.isEmpty() && tidying.compareAndSet(false, true)) {
      try {
        callSoonThreadsafe(this::closeEmptyEstates);
      } catch (EventLoopClosedException closed) {
        return; // and all of them with it
      }
    }
  }

  private void closeEmptyEstates() {
    tidying.set(false);
    estates.closeEmpty();
  }

  /** The engine, if there is one. Any thread. */
  public Optional<EventLoop> engine() {
    return Optional.ofNullable(seat.orNull());
  }

  /**
   * How long connections live that an engine has made, and the next one cannot watch. Any thread.
   */
  public void setGracePeriod(Duration duration) {
    grace.setLength(duration);
  }

  /** From which duration on a callback is slow, in debug mode. Any thread. */
  public void setSlowCallbackDuration(Duration duration) {
    debug.setSlow(duration);
  }

  /** What runs now. Any thread. */
  public Optional<RunningCallback> running() {
    return execution.sample();
  }

  // runs

  @Override
  public void runForever() {
    run.forever();
  }

  @Override
  public <T> T runUntilComplete(CompletionStage<T> stage) throws Exception {
    return run.untilComplete(stage);
  }

  @Override
  public void stop() {
    run.stop();
  }

  @Override
  public boolean isRunning() {
    return run.isRunning() && seat.orNull() != null;
  }

  @Override
  public boolean isClosed() {
    return run.isClosed();
  }

  @Override
  public void close() {
    if (run.close()) {
      try {
        engine().ifPresent(EventLoop::close);
      } finally {
        estates.close();
        watches.close();
        signals.close();
        agenda.close();
      }
    }
  }

  // what is kept here

  @Override
  public Handle callSoon(Runnable callback) {
    checkThread();
    return callSoonThreadsafe(callback);
  }

  @Override
  public Handle callSoonThreadsafe(Runnable callback) {
    CallbackHandle made = callback(callback);
    if (run.isOfThisThread()) {
      agenda.add(made);
    } else {
      agenda.post(made);
    }
    turns.ask();
    return made;
  }

  @Override
  public TimerHandle callLater(Duration delay, Runnable callback) {
    checkThread();
    return timer(agenda.after(delay), callback);
  }

  @Override
  public TimerHandle callAt(long when, Runnable callback) {
    checkThread();
    return timer(agenda.within(when), callback);
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
  public void addReader(SelectableChannel channel, Runnable callback) {
    watch(new Watch.OfChannel(channel, Direction.READ), callback);
  }

  @Override
  public boolean removeReader(SelectableChannel channel) {
    return unwatch(new Watch.OfChannel(channel, Direction.READ));
  }

  @Override
  public void addWriter(SelectableChannel channel, Runnable callback) {
    watch(new Watch.OfChannel(channel, Direction.WRITE), callback);
  }

  @Override
  public boolean removeWriter(SelectableChannel channel) {
    return unwatch(new Watch.OfChannel(channel, Direction.WRITE));
  }

  @Override
  public void addReader(int fd, Runnable callback) {
    watch(new Watch.OfDescriptor(fd, Direction.READ), callback);
  }

  @Override
  public boolean removeReader(int fd) {
    return unwatch(new Watch.OfDescriptor(fd, Direction.READ));
  }

  @Override
  public void addWriter(int fd, Runnable callback) {
    watch(new Watch.OfDescriptor(fd, Direction.WRITE), callback);
  }

  @Override
  public boolean removeWriter(int fd) {
    return unwatch(new Watch.OfDescriptor(fd, Direction.WRITE));
  }

  @Override
  public void addSignalHandler(String signal, Runnable callback) {
    run.checkOpen();
    signals.add(signal, callback(callback));
  }

  @Override
  public boolean removeSignalHandler(String signal) {
    return signals.remove(signal);
  }

  @Override
  public void setExceptionHandler(ExceptionHandler handlerOrNull) {
    settings.setExceptionHandler(handlerOrNull);
    engine().ifPresent(engine -> engine.setExceptionHandler(handlerOrNull));
  }

  @Override
  public Optional<ExceptionHandler> getExceptionHandler() {
    return settings.exceptionHandler().or(() -> engine().flatMap(EventLoop::getExceptionHandler));
  }

  @Override
  public void callExceptionHandler(ExceptionContext context) {
    Objects.requireNonNull(context, "context");
    engine()
        .ifPresentOrElse(
            engine -> engine.callExceptionHandler(context), () -> defaultExceptionHandler(context));
  }

  @Override
  public void defaultExceptionHandler(ExceptionContext context) {
    engine()
        .ifPresentOrElse(
            engine -> engine.defaultExceptionHandler(withReporter(context)),
            () -> LOG.log(Level.ERROR, context.message(), context.exception().orElse(null)));
  }

  /** With where the callback was made that reports it: the engine knows that of our turns only. */
  private ExceptionContext withReporter(ExceptionContext context) {
    List<StackTraceElement> source = run.isOfThisThread() ? execution.currentSource() : List.of();
    return source.isEmpty() || !context.sourceTraceback().isEmpty()
        ? context
        : context.with(
            "handleTraceback", DebugMode.text("Handle created at", source).stripLeading());
  }

  @Override
  public void setDebug(boolean on) {
    debug.set(on);
  }

  @Override
  public boolean getDebug() {
    return debug.isOn();
  }

  @Override
  public void setDefaultExecutor(Executor executor) {
    refuseItself(executor);
    settings.setDefaultExecutor(executor);
    engine().ifPresent(engine -> engine.setDefaultExecutor(executor));
  }

  // what an engine does

  @Override
  public <T> CompletableFuture<T> runInExecutor(Executor executorOrNull, Callable<T> work) {
    refuseItself(executorOrNull);
    return seat.ask(engine -> engine.runInExecutor(executorOrNull, work));
  }

  @Override
  public CompletableFuture<Void> shutdownDefaultExecutor() {
    CompletableFuture<Void> now = seat.ask(EventLoop::shutdownDefaultExecutor);
    settings.executorIsShutDown();
    CompletableFuture<Void> all = createFuture();
    now.thenCombine(estates.shutdownDefaultExecutors(), (one, others) -> one)
        .whenComplete(
            (nothing, failure) -> {
              if (failure == null) {
                all.complete(null);
              } else {
                all.completeExceptionally(failure);
              }
            });
    return all;
  }

  @Override
  <T> T ask(Function<? super EventLoop, T> question) {
    checkThread();
    return askAtOnce(question);
  }

  @Override
  <T> T askAtOnce(Function<? super EventLoop, T> question) {
    run.checkOpen();
    return seat.ask(question);
  }

  private TimerHandle timer(long when, Runnable callback) {
    ScheduledTimer timer = agenda.add(when, callback, debug.source());
    if (!run.isOfThisThread() || agenda.isFirst(timer)) {
      turns.ask(); // which sets the alarm
    }
    return timer;
  }

  private void watch(Watch watch, Runnable callback) {
    checkThread();
    run.checkOpen();
    watches.add(watch, callback(callback));
  }

  private boolean unwatch(Watch watch) {
    checkThread();
    return watches.remove(watch);
  }

  private void endGrace() {
    estates.disconnectWatched(
        new IOException(
            "the event loop moved to %s, which cannot watch it, and the grace period is over"
                .formatted(seat.orNull())));
    watches.endGrace();
  }

  private CallbackHandle callback(Runnable callback) {
    return new CallbackHandle(callback, debug.source());
  }

  private void checkThread() {
    if (debug.isOn()) {
      run.checkThread();
    }
  }

  private void refuseItself(Executor executorOrNull) {
    if (executorOrNull == this) {
      throw new IllegalArgumentException(
          "the executor is the event loop itself, which work that blocks would block");
    }
  }

  /** The name, the engine, and the state. */
  @Override
  public String toString() {
    return "%s[engine=%s, running=%b, closed=%b, debug=%b]"
        .formatted(
            name,
            engine().map(one -> one.getClass().getName()).orElse("none"),
            isRunning(),
            isClosed(),
            getDebug());
  }
}
