package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopServerContract;

class ProactorEventLoopServerTest extends EventLoopServerContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
