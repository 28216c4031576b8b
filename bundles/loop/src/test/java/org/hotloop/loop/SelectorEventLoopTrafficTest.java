package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTrafficContract;

class SelectorEventLoopTrafficTest extends EventLoopTrafficContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
