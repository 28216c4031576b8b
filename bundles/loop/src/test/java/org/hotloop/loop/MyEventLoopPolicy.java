package org.hotloop.loop;

import org.hotloop.EventLoop;

class MyEventLoopPolicy extends DefaultEventLoopPolicy {

  @Override
  public EventLoop getEventLoop() {
    EventLoop loop = super.getEventLoop();
    loop.setDebug(true); // do something with the loop
    return loop;
  }
}
