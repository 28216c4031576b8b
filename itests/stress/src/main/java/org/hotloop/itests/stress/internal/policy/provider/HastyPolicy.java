package org.hotloop.itests.stress.internal.policy.provider;

import org.hotloop.EventLoop;

/** Its loops never wait long, whatever there is to wait for. */
public final class HastyPolicy extends StressPolicy {

  @Override
  protected EventLoop makeLoop() {
    return new HastyLoop();
  }
}
