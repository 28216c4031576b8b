package org.hotloop.loop.internal.sock;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.hotloop.loop.SelectorEventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A connection that came, but cannot be had without blocking: real ones always can. */
class AcceptanceTest {

  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final IOException failure = new IOException("no");
  private final BrokenSocket accepted = new BrokenSocket(failure);

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  @DisplayName("S5 a connection that cannot be made non-blocking is closed, and the failure told")
  void closesWhatItCannotGive() throws Exception {
    try (OneConnectionServer server = new OneConnectionServer(accepted)) {
      assertSame(failure, assertThrows(IOException.class, () -> Acceptance.next(server)));
    }
    assertFalse(accepted.isOpen());
  }

  @Test
  @DisplayName("S5 sockAccept does not leave it behind either")
  void sockAcceptClosesIt() throws Exception {
    try (OneConnectionServer server = new OneConnectionServer(accepted)) {
      server.configureBlocking(false);
      CompletionException failed =
          assertThrows(CompletionException.class, loop.sockAccept(server)::join);
      assertSame(failure, failed.getCause());
    }
    assertFalse(accepted.isOpen());
  }
}
