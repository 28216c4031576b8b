package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopExecutorContract;

class SelectorEventLoopExecutorTest extends EventLoopExecutorContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
