package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopExceptionContract;

class ProactorEventLoopExceptionTest extends EventLoopExceptionContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
