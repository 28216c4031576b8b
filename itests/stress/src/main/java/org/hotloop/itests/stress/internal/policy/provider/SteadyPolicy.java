package org.hotloop.itests.stress.internal.policy.provider;

import org.hotloop.EventLoop;
import org.hotloop.loop.SelectorEventLoop;

/** Its loops are as all are, but classes of its own. */
public final class SteadyPolicy extends StressPolicy {

  private static final class SteadyLoop extends SelectorEventLoop {}

  @Override
  protected EventLoop makeLoop() {
    return new SteadyLoop();
  }
}
