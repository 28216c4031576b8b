package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopDebugContract;

class ProactorEventLoopDebugTest extends EventLoopDebugContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
