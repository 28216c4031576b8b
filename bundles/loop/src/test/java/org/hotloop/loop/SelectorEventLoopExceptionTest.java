package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopExceptionContract;

class SelectorEventLoopExceptionTest extends EventLoopExceptionContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
