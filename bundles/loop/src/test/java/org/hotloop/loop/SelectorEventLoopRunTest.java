package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopRunContract;

class SelectorEventLoopRunTest extends EventLoopRunContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
