package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopRefusalContract;

class ProactorEventLoopRefusalTest extends EventLoopRefusalContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
