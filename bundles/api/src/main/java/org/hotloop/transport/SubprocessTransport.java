package org.hotloop.transport;

import java.util.Optional;
import org.hotloop.child.ExitStatus;
import org.osgi.annotation.versioning.ProviderType;

/** The loop's end of a child process. */
@ProviderType
public interface SubprocessTransport extends BaseTransport {

  /** The child's process id. */
  long getPid();

  /** How it ended; empty while that was not seen. Any thread. */
  Optional<ExitStatus> getExitStatus();

  /**
   * The transport of a piped stream: 0 is a {@link WriteTransport}, 1 and 2 a {@link
   * ReadTransport}.
   */
  Optional<BaseTransport> getPipeTransport(int fd);

  /**
   * Who is told what the child does.
   *
   * @return empty once nobody is told anything any more
   */
  Optional<SubprocessProtocol> getProtocol();

  /**
   * From the next event on {@code protocol} is told, which gets no {@code connectionMade}. Without
   * effect once nobody is told anything any more.
   */
  void setProtocol(SubprocessProtocol protocol);

  /**
   * Sends a signal. Any thread.
   *
   * @throws org.hotloop.subprocess.InvalidSignalException when it is not within 1 to 64
   * @throws org.hotloop.subprocess.ProcessGoneException when the exit was seen
   */
  void sendSignal(int signal);

  /**
   * As {@link org.hotloop.subprocess.Subprocess#sendSignalToGroup}. Any thread.
   *
   * @throws org.hotloop.subprocess.InvalidSignalException when it is not within 1 to 64
   * @throws IllegalStateException where we made no group for the child
   * @throws org.hotloop.subprocess.ProcessGoneException when the exit was seen
   */
  void sendSignalToGroup(int signal);

  /** {@link #sendSignal} with SIGTERM. */
  void terminate();

  /** {@link #sendSignal} with SIGKILL. */
  void kill();

  /** Closes the pipes and kills the child if it runs; it is reaped, then {@code connectionLost}. */
  @Override
  void close();
}
