package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopSchedulingContract;

class SelectorEventLoopSchedulingTest extends EventLoopSchedulingContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
