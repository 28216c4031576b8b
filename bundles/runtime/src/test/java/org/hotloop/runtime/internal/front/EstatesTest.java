package org.hotloop.runtime.internal.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.loop.proactor.ProactorEventLoop;
import org.hotloop.stream.StreamConnection;
import org.hotloop.transport.Connection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What engines have made, when they have gone. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class EstatesTest {

  private final SwapSafeLoop front = new SwapSafeLoop("front");
  private final SelectorEventLoop first = new SelectorEventLoop();
  private final SelectorEventLoop second = new SelectorEventLoop();
  private final Echoes echoes = new Echoes(front);

  @AfterEach
  void close() {
    front.close();
    first.close();
    second.close();
  }

  @Test
  @DisplayName("O9 what an engine has made lives on, until its code goes")
  void keepsConnections() throws Exception {
    front.moveTo(first);
    Server server =
        front.runUntilComplete(front.createServer(Lost::new, ServerSpec.on("127.0.0.1", 0)));
    Lost protocol = new Lost();
    Connection<Lost> connection =
        front.runUntilComplete(
            front.createConnection(
                () -> protocol, ConnectionSpec.to(server.getAddresses().get(0))));
    front.moveTo(second);
    assertFalse(connection.transport().isClosing());
    assertTrue(server.isServing());

    assertTrue(front.needs(type -> true));
    assertFalse(front.needs(type -> false));
    front.endWithout(type -> true);

    assertTrue(connection.transport().isClosing());
    assertTrue(front.runUntilComplete(protocol.cause).isPresent());
  }

  @Test
  @DisplayName("O9 an engine before is let go, with its threads, when all that it made has ended")
  void letsGoOfEnginesBefore() throws Exception {
    front.moveTo(new ProactorEventLoop());
    Server server = echoes.server();
    StreamConnection connection = echoes.connectTo(server);
    front.moveTo(first);
    front.tidy();
    assertEquals("still there", echoes.echoed(connection, "still there"));
    assertTrue(front.needs(code -> true));

    connection.writer().close();
    server.close();
    front.runUntilComplete(server.waitClosed());
    front.runUntilComplete(connection.writer().waitClosed());

    await().pollInSameThread().until(this::hasTidied);
    await().until(() -> threads().noneMatch(name -> name.startsWith("hotloop-proactor")));
  }

  /** As the runtime does it, again and again: the threads of an executor end by themselves. */
  private boolean hasTidied() {
    front.tidy();
    front.callSoon(front::stop);
    front.runForever();
    return !front.needs(code -> true);
  }

  private static Stream<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
  }
}
