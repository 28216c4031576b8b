package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopRefusalContract;

class SelectorEventLoopRefusalTest extends EventLoopRefusalContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
