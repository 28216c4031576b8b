package org.hotloop.loop.proactor;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.tck.EventLoopPolicyContract;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProactorEventLoopPolicyTest extends EventLoopPolicyContract {

  @Override
  protected EventLoopPolicy newPolicy() {
    Thread main = Thread.currentThread();
    return new ProactorEventLoopPolicy() {
      @Override
      protected boolean isMainContext() {
        return Thread.currentThread() == main;
      }
    };
  }

  @Test
  @DisplayName("P19 its loops are proactors")
  void makesProactors() {
    try (EventLoop loop = new ProactorEventLoopPolicy().newEventLoop()) {
      assertInstanceOf(ProactorEventLoop.class, loop);
    }
  }
}
