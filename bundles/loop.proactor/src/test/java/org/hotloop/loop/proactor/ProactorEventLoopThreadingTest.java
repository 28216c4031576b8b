package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopThreadingContract;

class ProactorEventLoopThreadingTest extends EventLoopThreadingContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
