package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopStartTlsContract;

class SelectorEventLoopStartTlsTest extends EventLoopStartTlsContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
