package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.hotloop.loop.net.ListeningSocket;
import org.hotloop.loop.net.SocketDriver;
import org.hotloop.transport.ServerSpec;

/** Addresses taken to be listened on, all or none. */
final class BoundAddresses {

  private BoundAddresses() {}

  /**
   * Takes them, as {@code spec} says.
   *
   * @return the caller's
   * @throws IOException that names the address that cannot be had; nothing is open then
   */
  static List<ListeningSocket> bind(
      SocketDriver driver, ServerSpec spec, List<SocketAddress> addresses) throws IOException {
    List<ListeningSocket> bound = new ArrayList<>();
    try {
      for (SocketAddress address : addresses) {
        bound.add(bind(driver, spec, address));
      }
      return bound;
    } catch (IOException | RuntimeException e) {
      bound.forEach(Channels::close);
      throw e;
    }
  }

  private static ListeningSocket bind(SocketDriver driver, ServerSpec spec, SocketAddress address)
      throws IOException {
    try {
      return driver.listen(address, spec);
    } catch (IOException | RuntimeException e) {
      BindException named =
          new BindException("cannot listen on %s: %s".formatted(address, e.getMessage()));
      named.initCause(e);
      throw named;
    }
  }
}
