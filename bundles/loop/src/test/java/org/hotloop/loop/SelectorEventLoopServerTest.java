package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopServerContract;

class SelectorEventLoopServerTest extends EventLoopServerContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
