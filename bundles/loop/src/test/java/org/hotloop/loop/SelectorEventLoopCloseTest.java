package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopCloseContract;

class SelectorEventLoopCloseTest extends EventLoopCloseContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
