package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopSockContract;

class SelectorEventLoopSockTest extends EventLoopSockContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
