package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTlsProtocolContract;

class SelectorEventLoopTlsProtocolTest extends EventLoopTlsProtocolContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
