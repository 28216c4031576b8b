package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.loop.DefaultEventLoopPolicy;

/**
 * asyncio's {@code WindowsProactorEventLoopPolicy}, for any platform: the default policy, with
 * loops that are proactors.
 *
 * <p>To be created by hand, inside OSGi or out, and to be subclassed.
 */
public class ProactorEventLoopPolicy extends DefaultEventLoopPolicy {

  /** A policy with no loop and no watcher yet. */
  public ProactorEventLoopPolicy() {}

  /** Makes the loops of this policy; a {@link ProactorEventLoop} unless overridden. */
  @Override
  protected EventLoop makeLoop() {
    return new ProactorEventLoop();
  }
}
