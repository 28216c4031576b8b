package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopChannelContract;

class SelectorEventLoopChannelTest extends EventLoopChannelContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
