package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopDatagramContract;

class SelectorEventLoopDatagramTest extends EventLoopDatagramContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
