package org.hotloop.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.hotloop.ExceptionContext;
import org.hotloop.loop.internal.DescriptorLimit;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server where there are no descriptors left for connections, and when there are again. */
class AcceptExhaustionTest {

  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final List<Transport> accepted = new ArrayList<>();
  private final List<ExceptionContext> reported = new ArrayList<>();

  @AfterEach
  void close() {
    accepted.forEach(Transport::abort);
    runOnce();
    loop.close();
  }

  @Test
  @DisplayName(
      "S19 without descriptors a server tells it once a second, and then accepts who waits")
  void survivesTheLackOfDescriptors() throws Exception {
    loop.setExceptionHandler((where, context) -> reported.add(context));
    Server server =
        loop.runUntilComplete(loop.createServer(this::protocol, ServerSpec.on("127.0.0.1", 0)));
    SocketAddress address = server.getAddresses().get(0);
    try (SocketChannel first = SocketChannel.open(address);
        SocketChannel second = SocketChannel.open()) {
      runUntil(() -> accepted.size() == 1);
      loop.callExceptionHandler(ExceptionContext.of("loaded before", new Exception()));
      reported.clear();
      try (DescriptorLimit none = DescriptorLimit.leaving(0)) {
        second.connect(address);
        runUntil(() -> !reported.isEmpty());
        runOnce();
      }
      assertEquals(1, reported.size(), "a spin");
      assertTrue(reported.get(0).message().contains("can be accepted"), reported.get(0).message());

      runUntil(() -> accepted.size() == 2);
      assertEquals(1, reported.size());
    }
    server.close();
  }

  private Protocol protocol() {
    return new Protocol() {
      @Override
      public void connectionMade(Transport transport) {
        accepted.add(transport);
      }
    };
  }

  private void runUntil(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      CompletableFuture<Void> soon = loop.createFuture();
      loop.callLater(Duration.ofMillis(1), () -> soon.complete(null));
      loop.runUntilComplete(soon);
    }
  }

  private void runOnce() {
    loop.stop();
    loop.runForever();
  }
}
