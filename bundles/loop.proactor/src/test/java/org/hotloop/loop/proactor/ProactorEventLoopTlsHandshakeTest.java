package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTlsHandshakeContract;

class ProactorEventLoopTlsHandshakeTest extends EventLoopTlsHandshakeContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
