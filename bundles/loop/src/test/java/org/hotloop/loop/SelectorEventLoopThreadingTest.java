package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopThreadingContract;

class SelectorEventLoopThreadingTest extends EventLoopThreadingContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
