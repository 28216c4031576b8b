package org.hotloop.transport;

import java.net.SocketAddress;
import java.util.Objects;

/**
 * What came in one piece. The array is the receiver's.
 *
 * @param data what was sent, as far as there was room for it; empty is possible
 * @param sender where it came from
 */
public record Datagram(byte[] data, SocketAddress sender) {

  /** Checks that nothing is null. */
  public Datagram {
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(sender, "sender");
  }
}
