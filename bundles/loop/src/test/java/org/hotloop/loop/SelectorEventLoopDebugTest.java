package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopDebugContract;

class SelectorEventLoopDebugTest extends EventLoopDebugContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
