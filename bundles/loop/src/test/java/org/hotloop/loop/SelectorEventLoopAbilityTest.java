package org.hotloop.loop;

import org.hotloop.EventLoop;
import org.hotloop.tck.EventLoopAbilityContract;

class SelectorEventLoopAbilityTest extends EventLoopAbilityContract {

  @Override
  protected EventLoop newLoop() {
    return new SelectorEventLoop();
  }
}
