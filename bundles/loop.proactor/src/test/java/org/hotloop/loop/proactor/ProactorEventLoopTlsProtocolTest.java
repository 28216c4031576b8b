package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTlsProtocolContract;

class ProactorEventLoopTlsProtocolTest extends EventLoopTlsProtocolContract {

  @Override
  protected EventLoop newLoop() {
    return new ProactorEventLoop();
  }
}
