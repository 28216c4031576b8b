package org.hotloop.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An owned, close-on-exec descriptor, with the JDK's contract for channels: a read answers 0 when
 * there is nothing now and -1 at the end, a write how much was taken, 0 when nothing can be now.
 * Buffers should be direct; others are copied. Any thread, but not closed beside another call.
 */
@ProviderType
public interface Descriptor extends ByteChannel {

  /**
   * The number, for a {@link Poller} or a {@link SpawnRequest}.
   *
   * @throws IllegalStateException when closed, so that a stale number is never used
   */
  int fd();

  /** {@inheritDoc} Fails with {@link PosixException}. */
  @Override
  int read(ByteBuffer target) throws IOException;

  /** {@inheritDoc} Fails with {@link PosixException}; EPIPE where nobody reads any more. */
  @Override
  int write(ByteBuffer source) throws IOException;

  /**
   * Gives a pipe much more room, once and for both of its ends: for who moves a great deal, and
   * waits for the other side after each bit of it. The room is the user's, who has a bounded amount
   * of it (pipe(7)), so that few get any at a time; it is given back on close.
   *
   * @return whether it has it now; false for what is no pipe
   */
  boolean enlargePipe();

  /** Closes it once; later calls do nothing. Stop polling it first. */
  @Override
  void close();
}
