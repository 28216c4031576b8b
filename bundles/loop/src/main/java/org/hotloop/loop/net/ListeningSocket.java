package org.hotloop.loop.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import org.osgi.annotation.versioning.ConsumerType;

/** One address that is listened on. Loop's thread, or any while the loop does not run. */
@ConsumerType
public interface ListeningSocket extends Closeable {

  /** With the port that the system chose, where that was left to it; also after the end. */
  SocketAddress address();

  /**
   * Gives each connection to {@code acceptor}, not inside this call, until it is closed or has
   * failed. Until then connections wait.
   */
  void startAccepting(Acceptor acceptor);

  /** Listens no more, gives the address back and tells the acceptor nothing more. Idempotent. */
  @Override
  void close() throws IOException;
}
