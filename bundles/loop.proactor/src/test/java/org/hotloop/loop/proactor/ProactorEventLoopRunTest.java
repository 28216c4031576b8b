package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopRunContract;

class ProactorEventLoopRunTest extends EventLoopRunContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
