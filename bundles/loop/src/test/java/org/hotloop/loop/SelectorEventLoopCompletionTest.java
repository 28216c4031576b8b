package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopCompletionContract;

class SelectorEventLoopCompletionTest extends EventLoopCompletionContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
