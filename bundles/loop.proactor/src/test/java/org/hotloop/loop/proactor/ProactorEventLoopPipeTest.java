package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopPipeContract;

class ProactorEventLoopPipeTest extends EventLoopPipeContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
