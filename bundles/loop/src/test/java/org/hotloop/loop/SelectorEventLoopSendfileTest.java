package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopSendfileContract;

class SelectorEventLoopSendfileTest extends EventLoopSendfileContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
