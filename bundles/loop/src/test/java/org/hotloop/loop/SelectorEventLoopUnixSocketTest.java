package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopUnixSocketContract;

class SelectorEventLoopUnixSocketTest extends EventLoopUnixSocketContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
