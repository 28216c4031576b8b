package org.hotloop.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hotloop.EventLoop;
import org.hotloop.EventLoops;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The example of asyncio's chapter on policies, which the README shows. */
class MyEventLoopPolicyTest {

  @AfterEach
  void restoreTheDefaultPolicy() {
    EventLoops.setEventLoopPolicy(null);
  }

  @Test
  @DisplayName("P2 P6 what a policy does with its loop is done when asyncio's function is called")
  void doesSomethingWithItsLoop() {
    assertEquals(1, Thread.currentThread().getId(), "the main context's thread");
    EventLoops.setEventLoopPolicy(new MyEventLoopPolicy());

    try (EventLoop loop = EventLoops.getEventLoop()) {
      assertTrue(loop.getDebug());
      assertSame(loop, EventLoops.getEventLoop());
      assertInstanceOf(MyEventLoopPolicy.class, EventLoops.getEventLoopPolicy());
    }
  }
}
