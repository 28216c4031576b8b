package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopTasksContract;

class SelectorEventLoopTasksTest extends EventLoopTasksContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
