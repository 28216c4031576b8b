package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTlsContract;

class ProactorEventLoopTlsTest extends EventLoopTlsContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
