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

  /** Gives each connection to {@code acceptor}, until stopped; not inside this call. */
  void startAccepting(Acceptor acceptor);

  /** Lets connections wait; {@code acceptor} is told nothing more. Idempotent. */
  void stopAccepting();

  /** Listens no more, and gives the address back. Idempotent. */
  @Override
  void close() throws IOException;
}
