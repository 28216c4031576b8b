package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopCompletionContract;

class ProactorEventLoopCompletionTest extends EventLoopCompletionContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
