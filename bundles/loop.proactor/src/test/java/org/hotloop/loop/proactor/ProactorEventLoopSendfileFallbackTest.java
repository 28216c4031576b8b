package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopSendfileFallbackContract;

class ProactorEventLoopSendfileFallbackTest extends EventLoopSendfileFallbackContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
