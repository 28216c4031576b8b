package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopReaderContract;

class SelectorEventLoopReaderTest extends EventLoopReaderContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
