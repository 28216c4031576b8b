package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopStreamContract;

class SelectorEventLoopStreamTest extends EventLoopStreamContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
