package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopSignalContract;

class SelectorEventLoopSignalTest extends EventLoopSignalContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
