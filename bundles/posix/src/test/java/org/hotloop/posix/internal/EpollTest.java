package org.hotloop.posix.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EpollTest {

  private static final int MANY = 20_000;

  @Test
  @DisplayName("who has reserved it can wake it beside its closing, which waits for the release")
  void isOpenWhileReserved() throws Exception {
    Epoll epoll = new Epoll(NativeLibrary.load());
    epoll.reserve();
    Thread closing = new Thread(epoll::close, "closing");
    closing.start();
    for (int i = 0; i < MANY; i++) {
      epoll.wake(); // fails where it is closed
    }
    assertEquals(1, epoll.await(0));
    epoll.release();
    closing.join();
    assertThrows(IllegalStateException.class, epoll::wake);
  }
}
