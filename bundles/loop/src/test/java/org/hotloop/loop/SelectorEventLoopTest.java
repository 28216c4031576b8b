package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopContract;

class SelectorEventLoopTest extends EventLoopContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
