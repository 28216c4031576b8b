package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopExecutorContract;

class ProactorEventLoopExecutorTest extends EventLoopExecutorContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
