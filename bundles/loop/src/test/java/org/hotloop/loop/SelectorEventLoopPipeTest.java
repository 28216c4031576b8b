package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopPipeContract;

class SelectorEventLoopPipeTest extends EventLoopPipeContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
