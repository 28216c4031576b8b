package org.hotloop.transport;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * asyncio's {@code Transport}: a connection, both ways. {@link #writeEof()} ends one of them, and
 * the other goes on.
 */
@ProviderType
public interface Transport extends ReadTransport, WriteTransport {

  /** Who is told what happens. */
  Protocol getProtocol();

  /** From the next event on {@code protocol} is told, which gets no {@code connectionMade}. */
  void setProtocol(Protocol protocol);

  /** What is known of the connection; also after its end. Any thread. */
  <T> Optional<T> getExtraInfo(ExtraInfo<T> key);
}
