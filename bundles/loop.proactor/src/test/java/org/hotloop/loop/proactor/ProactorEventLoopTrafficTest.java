package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTrafficContract;

class ProactorEventLoopTrafficTest extends EventLoopTrafficContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
