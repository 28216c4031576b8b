package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopNamesContract;

class SelectorEventLoopNamesTest extends EventLoopNamesContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
