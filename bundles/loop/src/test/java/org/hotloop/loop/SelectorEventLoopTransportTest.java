package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTransportContract;

class SelectorEventLoopTransportTest extends EventLoopTransportContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
