package org.hotloop.runtime.internal.front;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionHandler;

/** What was set on a front, for each of its engines. Any thread. */
final class Settings {

  private volatile Optional<ExceptionHandler> exceptionHandler = Optional.empty();
  private volatile Optional<Executor> defaultExecutor = Optional.empty();
  private volatile boolean executorShutDown;

  Optional<ExceptionHandler> exceptionHandler() {
    return exceptionHandler;
  }

  void setExceptionHandler(ExceptionHandler handlerOrNull) {
    exceptionHandler = Optional.ofNullable(handlerOrNull);
  }

  void setDefaultExecutor(Executor executor) {
    defaultExecutor = Optional.of(executor);
  }

  void executorIsShutDown() {
    executorShutDown = true;
  }

  /** To an engine that has not run yet. */
  void applyTo(EventLoop engine) {
    exceptionHandler.ifPresent(engine::setExceptionHandler);
    defaultExecutor.ifPresent(engine::setDefaultExecutor);
    if (executorShutDown) {
      engine.shutdownDefaultExecutor();
    }
  }
}
