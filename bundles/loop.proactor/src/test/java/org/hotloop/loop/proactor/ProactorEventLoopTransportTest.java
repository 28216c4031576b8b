package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTransportContract;

class ProactorEventLoopTransportTest extends EventLoopTransportContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
