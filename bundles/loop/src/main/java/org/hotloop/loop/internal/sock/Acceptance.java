package org.hotloop.loop.internal.sock;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** How a connection is taken from a server. */
public final class Acceptance {

  private Acceptance() {}

  /**
   * The next one, not blocking and the caller's; empty where none waits. One that cannot be had in
   * this way is closed.
   */
  public static Optional<SocketChannel> next(ServerSocketChannel server) throws IOException {
    SocketChannel accepted = server.accept();
    if (accepted == null) {
      return Optional.empty();
    }
    try {
      accepted.configureBlocking(false);
      return Optional.of(accepted);
    } catch (IOException e) {
      accepted.close();
      throw e;
    }
  }
}
