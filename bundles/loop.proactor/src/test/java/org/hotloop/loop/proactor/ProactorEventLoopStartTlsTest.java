package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopStartTlsContract;

class ProactorEventLoopStartTlsTest extends EventLoopStartTlsContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
