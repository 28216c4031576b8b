package org.hotloop.posix;

import org.osgi.annotation.versioning.ProviderType;

/**
 * An owned descriptor of one process, never of whoever gets its pid after it. A {@link Poller}
 * finds it readable when the process has ended. Any thread, but not closed beside another call.
 */
@ProviderType
public interface Pidfd extends AutoCloseable {

  /**
   * The number, for a {@link Poller}.
   *
   * @throws IllegalStateException when closed, so that a stale number is never used
   */
  int fd();

  /** What a wait would find now; takes no status. */
  ChildState state();

  /**
   * {@code waitid(P_PIDFD, WNOHANG)}; EINTR is retried. A readable pidfd may still answer {@link
   * WaitResult.Running}: a process that is traced belongs to its tracer first.
   */
  WaitResult reap();

  /** Closes it once; later calls do nothing. Stop polling it first. */
  @Override
  void close();
}
