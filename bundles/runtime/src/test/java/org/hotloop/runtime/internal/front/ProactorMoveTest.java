package org.hotloop.runtime.internal.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hotloop.UnsupportedByLoopException;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.loop.proactor.ProactorEventLoop;
import org.hotloop.transport.Connection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** To loops that watch nothing, and back. What stays behind as a descriptor fails the class. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class ProactorMoveTest {

  private final SwapSafeLoop front = new SwapSafeLoop("front");

  @AfterEach
  void close() {
    front.close();
  }

  @Test
  @DisplayName(
      "O9 a connection that is being made meanwhile is refused by type, or ends with the cause")
  void refusesAConnectionUnderWay() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SocketAddress address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
      Lost protocol = new Lost();
      front.moveTo(new SelectorEventLoop());
      CompletableFuture<Connection<Lost>> connection =
          front.createConnection(() -> protocol, ConnectionSpec.to(address));

      front.moveTo(new ProactorEventLoop());

      Throwable cause;
      try {
        front.runUntilComplete(connection);
        cause = front.runUntilComplete(protocol.cause).orElseThrow().getCause();
      } catch (UnsupportedByLoopException refused) {
        cause = refused;
      }
      assertInstanceOf(UnsupportedByLoopException.class, cause);
    }
  }

  @Test
  @DisplayName("O9 a server that is being made meanwhile is refused by type, and listens nowhere")
  void refusesAServerUnderWay() throws Exception {
    SocketAddress address = freeAddress();
    front.moveTo(new SelectorEventLoop());
    CompletableFuture<Server> server = front.createServer(Lost::new, ServerSpec.on(address));

    front.moveTo(new ProactorEventLoop());

    assertThrows(UnsupportedByLoopException.class, () -> front.runUntilComplete(server));
    Server next = front.runUntilComplete(front.createServer(Lost::new, ServerSpec.on(address)));
    assertEquals(address, next.getAddresses().get(0));
    next.close();
  }

  @Test
  @DisplayName("O9 what is being made by code that goes is given up, with the cause")
  void givesUpWhatIsUnderWay() throws Exception {
    SocketAddress address = freeAddress();
    front.moveTo(new ProactorEventLoop());
    CompletableFuture<Server> server = front.createServer(Lost::new, ServerSpec.on(address));

    front.moveTo(new SelectorEventLoop());
    front.endWithout(type -> true);

    IOException cause = assertThrows(IOException.class, () -> front.runUntilComplete(server));
    assertTrue(cause.getMessage().contains("has gone"), cause.toString());
  }

  private static SocketAddress freeAddress() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return taken.getLocalSocketAddress();
    }
  }
}
