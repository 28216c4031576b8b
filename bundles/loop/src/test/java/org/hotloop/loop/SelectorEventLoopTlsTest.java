package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTlsContract;

class SelectorEventLoopTlsTest extends EventLoopTlsContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
