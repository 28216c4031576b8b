package org.hotloop.transport;

import org.osgi.annotation.versioning.ProviderType;

/** What every transport can do. Methods of transports belong to the loop's thread. */
@ProviderType
public interface BaseTransport {

  /** Closes it, after what is buffered was written; {@code connectionLost} follows. Idempotent. */
  void close();

  /** Whether it is closed or closing. */
  boolean isClosing();
}
