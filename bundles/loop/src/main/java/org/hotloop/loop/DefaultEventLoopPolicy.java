package org.hotloop.loop;

import java.util.Map;
import java.util.WeakHashMap;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.NoChildWatcherException;
import org.hotloop.NoCurrentEventLoopException;
import org.hotloop.child.ChildWatcher;
import org.hotloop.spi.ClassPathProviders;
import org.hotloop.spi.RunningLoop;
import org.hotloop.spi.Runtimes;

/**
 * asyncio's default policy: the context is the current thread, and in the main context a loop is
 * made where none was ever set. A thread that runs a loop has that one for its current loop.
 *
 * <p>To be created by hand, inside OSGi or out, and to be subclassed: override {@link #makeLoop()}
 * for loops of another kind, {@link #isMainContext()} or any of the policy's own methods.
 *
 * <p>Any thread. What this holds for a thread does not keep the thread alive.
 */
public class DefaultEventLoopPolicy implements EventLoopPolicy {

  /**
   * What was set in each context; a value is there, and holds null, once null was set. Not thread
   * locals: in a thread that lives on they would pin the class loader of a bundle that is gone.
   * Guarded by itself.
   */
  private final Map<Thread, Current> contexts = new WeakHashMap<>();

  private final Object watcherLock = new Object();

  /** Set by hand, or the default one once it was asked for. Guarded by its lock. */
  private ChildWatcher watcher;

  /** A policy with no loop and no watcher yet. */
  public DefaultEventLoopPolicy() {}

  @Override
  public EventLoop getEventLoop() {
    return RunningLoop.current().orElseGet(this::contextLoop);
  }

  /**
   * {@inheritDoc}
   *
   * <p>In the main context the watcher of this policy, if it has one, is attached to the loop, or
   * detached after null. Not where there is a runtime: that attaches watchers to its main loop.
   */
  @Override
  public void setEventLoop(EventLoop loopOrNull) {
    synchronized (contexts) {
      contexts.put(Thread.currentThread(), new Current(loopOrNull));
    }
    ChildWatcher present = ownWatcher();
    if (present != null && attachesWatcher()) {
      present.attachLoop(loopOrNull);
    }
  }

  @Override
  public EventLoop newEventLoop() {
    return makeLoop();
  }

  /**
   * The watcher set by hand here; else the runtime's, where there is one; else the default one that
   * the class path offers ({@link ClassPathProviders}), made on first use. Made in the main
   * context, it is attached to the loop that was set there.
   *
   * @throws NoChildWatcherException when the class path offers none
   */
  @Override
  public ChildWatcher getChildWatcher() {
    ChildWatcher present = ownWatcher();
    if (present != null) {
      return present;
    }
    return Runtimes.current()
        .map(runtimes -> runtimes.runtimeFor(DefaultEventLoopPolicy.class).getChildWatcher())
        .orElseGet(this::defaultWatcher);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where this is the current policy of a runtime, the new watcher is in force when this
   * returns, unless a choice of higher precedence stands above it.
   */
  @Override
  public void setChildWatcher(ChildWatcher watcherOrNull) {
    Runtimes.current()
        .ifPresentOrElse(
            runtimes -> runtimes.replaceWatcher(this, watcherOrNull, this::replaceWatcher),
            () -> replaceWatcher(watcherOrNull));
  }

  private void replaceWatcher(ChildWatcher watcherOrNull) {
    ChildWatcher previous;
    synchronized (watcherLock) {
      previous = watcher;
      watcher = watcherOrNull;
    }
    if (previous != null && previous != watcherOrNull) {
      previous.close();
    }
  }

  /** Makes the loops of this policy; a {@link SelectorEventLoop} unless overridden. */
  protected EventLoop makeLoop() {
    return new SelectorEventLoop();
  }

  /**
   * Whether the current thread is the main context: where there is a runtime, a thread that runs a
   * loop, since the runtime's own threads run the managed loops; else the JVM's main thread.
   */
  protected boolean isMainContext() {
    return Runtimes.current().isPresent()
        ? RunningLoop.current().isPresent()
        : Thread.currentThread().getId() == 1;
  }

  private EventLoop contextLoop() {
    Current current = current();
    if (current == null && isMainContext()) {
      setEventLoop(newEventLoop());
      current = current();
    }
    if (current == null || current.loop == null) {
      throw new NoCurrentEventLoopException(
          "there is no current event loop in thread '%s'; set one with setEventLoop"
              .formatted(Thread.currentThread().getName()));
    }
    return current.loop;
  }

  private Current current() {
    synchronized (contexts) {
      return contexts.get(Thread.currentThread());
    }
  }

  private ChildWatcher ownWatcher() {
    synchronized (watcherLock) {
      return watcher;
    }
  }

  private ChildWatcher defaultWatcher() {
    ChildWatcher made;
    synchronized (watcherLock) {
      if (watcher != null) {
        return watcher; // another thread was faster
      }
      made = loadWatcher();
      watcher = made;
    }
    Current current = current();
    if (attachesWatcher() && current != null) {
      made.attachLoop(current.loop);
    }
    return made;
  }

  /** A runtime attaches watchers itself: one of this policy may serve there. */
  private boolean attachesWatcher() {
    return Runtimes.current().isEmpty() && isMainContext();
  }

  private static ChildWatcher loadWatcher() {
    return ClassPathProviders.first(
        ChildWatcher.class,
        DefaultEventLoopPolicy.class.getClassLoader(),
        DefaultEventLoopPolicy::noWatcher);
  }

  private static NoChildWatcherException noWatcher(String reason) {
    return new NoChildWatcherException(
        "no child watcher: in OSGi start the bundle org.hotloop.runtime and a watcher's bundle; on a"
            + " class path add org.hotloop.watcher.safe, or set one with setChildWatcher: "
            + reason);
  }

  /** What was set in a context: a loop, or null on purpose. */
  private record Current(EventLoop loop) {}
}
