package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopSchedulingContract;

class ProactorEventLoopSchedulingTest extends EventLoopSchedulingContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
