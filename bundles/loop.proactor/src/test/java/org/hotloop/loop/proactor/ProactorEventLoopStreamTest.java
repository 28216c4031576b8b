package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopStreamContract;

class ProactorEventLoopStreamTest extends EventLoopStreamContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
