package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTlsHandshakeContract;

class SelectorEventLoopTlsHandshakeTest extends EventLoopTlsHandshakeContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
