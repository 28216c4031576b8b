package org.hotloop;

/** Receives what callbacks throw; see {@link EventLoop#setExceptionHandler}. */
@FunctionalInterface
public interface ExceptionHandler {

  /** Called on the thread where the failure was seen, usually the loop's. */
  void handle(EventLoop loop, ExceptionContext context);
}
