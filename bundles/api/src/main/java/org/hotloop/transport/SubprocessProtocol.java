package org.hotloop.transport;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what a child does. Order: {@code connectionMade}; data and the loss of each pipe; the
 * exit, anywhere between those; {@code connectionLost} after the exit and the loss of all pipes.
 */
@ConsumerType
public interface SubprocessProtocol extends BaseProtocol<SubprocessTransport> {

  /**
   * The child wrote something.
   *
   * @param fd 1 or 2
   * @param data valid during the call only: copy what you keep
   */
  default void pipeDataReceived(int fd, ByteBuffer data) {}

  /** A pipe has ended; the cause is empty at its regular end. */
  default void pipeConnectionLost(int fd, Optional<Throwable> cause) {}

  /** The child has ended: {@link SubprocessTransport#getExitStatus()} tells how. */
  default void processExited() {}
}
