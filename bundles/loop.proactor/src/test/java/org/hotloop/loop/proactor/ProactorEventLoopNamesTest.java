package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopNamesContract;

class ProactorEventLoopNamesTest extends EventLoopNamesContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
