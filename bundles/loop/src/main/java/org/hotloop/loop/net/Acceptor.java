package org.hotloop.loop.net;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** Who gets the connections to one address. Loop's thread only. */
@ProviderType
public interface Acceptor {

  /** Owns {@code socket}. */
  void accepted(StreamSocket socket);

  /**
   * Nobody could be accepted, such as for want of descriptors. Nobody is, until it is started
   * again.
   */
  void failed(IOException cause);
}
