package org.hotloop;

import java.lang.StackWalker.Option;
import org.hotloop.child.ChildWatcher;
import org.hotloop.internal.ClassPathPolicies;
import org.hotloop.spi.RunningLoop;
import org.hotloop.spi.Runtimes;

/**
 * asyncio's module functions, in OSGi and on a plain class path alike. Any thread.
 *
 * <p>In OSGi they speak to the runtime bundle, and what is set belongs to the calling bundle. On a
 * class path the default policy is the {@link EventLoopPolicy} that a {@link
 * java.util.ServiceLoader} finds; the loop's jar brings it.
 */
public final class EventLoops {

  private static final StackWalker CALLER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private EventLoops() {}

  /**
   * The process-wide policy; the default one where none was set.
   *
   * @throws NoEventLoopPolicyException when there is none at all
   */
  public static EventLoopPolicy getEventLoopPolicy() {
    return Runtimes.current()
        .map(runtimes -> runtimes.runtimeFor(EventLoops.class).getEventLoopPolicy())
        .orElseGet(ClassPathPolicies::get);
  }

  /** Sets the process-wide policy; null restores the default. */
  public static void setEventLoopPolicy(EventLoopPolicy policyOrNull) {
    Class<?> caller = CALLER.getCallerClass();
    Runtimes.current()
        .ifPresentOrElse(
            runtimes -> runtimes.runtimeFor(caller).setEventLoopPolicy(policyOrNull),
            () -> ClassPathPolicies.set(policyOrNull));
  }

  /**
   * The loop that this thread runs, else the policy's for this context. Never null.
   *
   * @throws NoCurrentEventLoopException when the context has none
   */
  public static EventLoop getEventLoop() {
    return RunningLoop.current().orElseGet(() -> getEventLoopPolicy().getEventLoop());
  }

  /** {@link EventLoopPolicy#setEventLoop} of the current policy. */
  public static void setEventLoop(EventLoop loopOrNull) {
    getEventLoopPolicy().setEventLoop(loopOrNull);
  }

  /** {@link EventLoopPolicy#newEventLoop} of the current policy. */
  public static EventLoop newEventLoop() {
    return getEventLoopPolicy().newEventLoop();
  }

  /**
   * The loop that this thread runs.
   *
   * @throws NoRunningEventLoopException when it runs none
   */
  public static EventLoop getRunningLoop() {
    return RunningLoop.current()
        .orElseThrow(
            () ->
                new NoRunningEventLoopException(
                    "no running event loop in thread '%s'; call this from a loop's callback"
                        .formatted(Thread.currentThread().getName())));
  }

  /** The current watcher: in OSGi the swap-safe one, on a class path the current policy's. */
  public static ChildWatcher getChildWatcher() {
    return Runtimes.current()
        .map(runtimes -> runtimes.runtimeFor(EventLoops.class).getChildWatcher())
        .orElseGet(() -> ClassPathPolicies.get().getChildWatcher());
  }

  /** Sets the watcher; null restores the default. The one set before is closed. */
  public static void setChildWatcher(ChildWatcher watcherOrNull) {
    Class<?> caller = CALLER.getCallerClass();
    Runtimes.current()
        .ifPresentOrElse(
            runtimes -> runtimes.runtimeFor(caller).setChildWatcher(watcherOrNull),
            () -> ClassPathPolicies.get().setChildWatcher(watcherOrNull));
  }
}
