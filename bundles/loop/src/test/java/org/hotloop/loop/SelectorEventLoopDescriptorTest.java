package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopDescriptorContract;

class SelectorEventLoopDescriptorTest extends EventLoopDescriptorContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
