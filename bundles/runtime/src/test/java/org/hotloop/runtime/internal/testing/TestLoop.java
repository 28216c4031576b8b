package org.hotloop.runtime.internal.testing;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.ExceptionHandler;
import org.hotloop.Handle;
import org.hotloop.TimerHandle;
import org.hotloop.spi.RunningLoop;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;

/** A loop that can callbacks and nothing else; what is scheduled when it is closed is dropped. */
public final class TestLoop implements EventLoop {

  private final BlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
  private final BlockingQueue<ExceptionContext> failures = new LinkedBlockingQueue<>();
  private volatile boolean running;
  private volatile boolean stopping;
  private volatile boolean closed;

  /** What was reported to the exception handler. */
  public BlockingQueue<ExceptionContext> failures() {
    return failures;
  }

  @Override
  @SuppressWarnings("try")
  public void runForever() {
    refuseClosed();
    try (RunningLoop run = RunningLoop.enter(this)) {
      running = true;
      while (!stopping || !ready.isEmpty()) {
        ready.take().run();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      running = false;
      stopping = false;
    }
  }

  @Override
  public void stop() {
    stopping = true;
    ready.add(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    ready.clear();
  }

  @Override
  public Handle callSoonThreadsafe(Runnable callback) {
    refuseClosed();
    ready.add(callback);
    return null;
  }

  @Override
  public void callExceptionHandler(ExceptionContext context) {
    failures.add(context);
  }

  private void refuseClosed() {
    if (closed) {
      throw new EventLoopClosedException("closed");
    }
  }

  private static UnsupportedOperationException notHere() {
    return new UnsupportedOperationException("a test's loop");
  }

  @Override
  public <T> T runUntilComplete(CompletionStage<T> stage) {
    throw notHere();
  }

  @Override
  public Handle callSoon(Runnable callback) {
    throw notHere();
  }

  @Override
  public TimerHandle callLater(Duration delay, Runnable callback) {
    throw notHere();
  }

  @Override
  public TimerHandle callAt(long when, Runnable callback) {
    throw notHere();
  }

  @Override
  public long time() {
    return System.nanoTime();
  }

  @Override
  public <T> CompletableFuture<T> createFuture() {
    throw notHere();
  }

  @Override
  public <T> CompletableFuture<T> runInExecutor(Executor executorOrNull, Callable<T> work) {
    throw notHere();
  }

  @Override
  public CompletableFuture<Void> shutdownDefaultExecutor() {
    throw notHere();
  }

  @Override
  public void setDefaultExecutor(Executor executor) {
    throw notHere();
  }

  @Override
  public void addReader(SelectableChannel channel, Runnable callback) {
    throw notHere();
  }

  @Override
  public boolean removeReader(SelectableChannel channel) {
    throw notHere();
  }

  @Override
  public void addWriter(SelectableChannel channel, Runnable callback) {
    throw notHere();
  }

  @Override
  public boolean removeWriter(SelectableChannel channel) {
    throw notHere();
  }

  @Override
  public void addReader(int fd, Runnable callback) {
    throw notHere();
  }

  @Override
  public boolean removeReader(int fd) {
    throw notHere();
  }

  @Override
  public void addWriter(int fd, Runnable callback) {
    throw notHere();
  }

  @Override
  public boolean removeWriter(int fd) {
    throw notHere();
  }

  @Override
  public void addSignalHandler(String signal, Runnable callback) {
    throw notHere();
  }

  @Override
  public boolean removeSignalHandler(String signal) {
    throw notHere();
  }

  @Override
  public Optional<ExceptionHandler> getExceptionHandler() {
    throw notHere();
  }

  @Override
  public void defaultExceptionHandler(ExceptionContext context) {
    throw notHere();
  }

  @Override
  public void setExceptionHandler(ExceptionHandler handlerOrNull) {
    throw notHere();
  }

  @Override
  public void setDebug(boolean on) {
    throw notHere();
  }

  @Override
  public boolean getDebug() {
    return false;
  }

  @Override
  public CompletionStage<SubprocessTransport> subprocessExec(
      Supplier<? extends SubprocessProtocol> protocol, SubprocessSpec spec) {
    throw notHere();
  }
}
