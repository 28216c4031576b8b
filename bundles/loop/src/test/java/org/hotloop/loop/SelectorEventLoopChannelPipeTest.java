package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopChannelPipeContract;

class SelectorEventLoopChannelPipeTest extends EventLoopChannelPipeContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
