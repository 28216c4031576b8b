package org.hotloop.loop.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.transport.ServerSpec;
import org.osgi.annotation.versioning.ConsumerType;

/** Where the sockets of one loop come from. Loop's thread, or any while the loop does not run. */
@ConsumerType
public interface SocketDriver extends Closeable {

  /**
   * Begins to connect to one address.
   *
   * @param address resolved
   * @param from empty: the system chooses
   * @return a future of the loop; who cancels it gives up, and no socket is left behind. Fails with
   *     an {@link IOException} where the address does not answer: the next one is tried then.
   * @throws IOException as the future's
   * @throws java.nio.channels.UnsupportedAddressTypeException when the addresses do not fit
   */
  CompletableFuture<StreamSocket> connect(SocketAddress address, Optional<InetSocketAddress> from)
      throws IOException;

  /**
   * Takes one address to be listened on. It accepts nobody yet.
   *
   * @param address resolved
   * @param spec the options; not its addresses
   * @throws IOException when the address cannot be had; nothing is open then
   */
  ListeningSocket listen(SocketAddress address, ServerSpec spec) throws IOException;

  /** Gives back what is not a socket's; with the loop, when its sockets are closed. */
  @Override
  default void close() throws IOException {}
}
