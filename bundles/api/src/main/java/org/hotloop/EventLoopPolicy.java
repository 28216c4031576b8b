package org.hotloop;

import org.hotloop.child.ChildWatcher;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * asyncio's policy: hands out loops per context and owns the child watcher. The default policy's
 * context is the current thread; to make another one subclass {@code
 * org.hotloop.loop.DefaultEventLoopPolicy} and override what differs. Getters never return null.
 *
 * <p>As a service, register it with {@link org.hotloop.annotation.HotloopPolicy}. All methods may
 * be called from any thread.
 */
@ConsumerType
public interface EventLoopPolicy {

  /**
   * The loop of the current context. The default policy makes one in the main context when none was
   * ever set there.
   *
   * @throws NoCurrentEventLoopException when the context has none
   */
  EventLoop getEventLoop();

  /** Makes {@code loopOrNull} the current context's loop; the one before is not closed. */
  void setEventLoop(EventLoop loopOrNull);

  /** A new loop, owned by the caller, nobody's current one. */
  EventLoop newEventLoop();

  /** The watcher; made on first use where none was set. */
  ChildWatcher getChildWatcher();

  /**
   * Replaces the watcher and closes the one before; after null, the next get makes the default one.
   *
   * <p>In OSGi the watcher of the current policy may serve the whole process. To have a change take
   * effect at once and without loss, a policy makes it through {@link
   * org.hotloop.spi.RuntimeProvider#replaceWatcher}, as the default one does; else it is noticed
   * with the next election.
   *
   * @throws UnsupportedWatcherException when this policy takes no custom watcher; the one before is
   *     kept open
   */
  void setChildWatcher(ChildWatcher watcherOrNull);
}
