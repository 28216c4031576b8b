package org.hotloop.transport;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.osgi.annotation.versioning.ProviderType;

/** asyncio's {@code Server}: listens, and makes a protocol for each connection. Loop's thread. */
@ProviderType
public interface Server extends AutoCloseable {

  /** Where it listens, with the ports that the system chose; empty once it is closed. */
  List<SocketAddress> getAddresses();

  /** Whether it accepts. */
  boolean isServing();

  /** Begins to accept. Idempotent. */
  void startServing();

  /**
   * Accepts until it is closed.
   *
   * @return complete when it is closed; to cancel it closes the server
   */
  CompletableFuture<Void> serveForever();

  /** Stops listening. Connections that were accepted go on. Idempotent. */
  @Override
  void close();

  /** Complete when it is closed and the last of its connections has ended. */
  CompletableFuture<Void> waitClosed();

  /** Whose it is. */
  EventLoop getLoop();
}
