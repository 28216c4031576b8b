package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopSendfileFallbackContract;

class SelectorEventLoopSendfileFallbackTest extends EventLoopSendfileFallbackContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
