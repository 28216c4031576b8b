package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopSignalContract;

class ProactorEventLoopSignalTest extends EventLoopSignalContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
