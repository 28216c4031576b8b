package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopSocketContract;

class SelectorEventLoopSocketTest extends EventLoopSocketContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
