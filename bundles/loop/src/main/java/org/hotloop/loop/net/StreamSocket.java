package org.hotloop.loop.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.WritableByteChannel;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A connection's socket, as its transport uses it: it never blocks. Loop's thread, or any while the
 * loop does not run. What it calls, it calls in an iteration of its own, never inside these
 * methods.
 */
@ConsumerType
public interface StreamSocket extends ByteChannel {

  /** For its options, and its own address. */
  NetworkChannel channel();

  /** The other end's address. */
  SocketAddress peer() throws IOException;

  /**
   * Calls {@code ready} whenever there may be something to {@link #read}, be it the end or a
   * failure, until stopped.
   */
  void startReading(Runnable ready);

  /** What comes from now on is kept, within limits, for who starts again. Idempotent. */
  void stopReading();

  /**
   * Takes what there is.
   *
   * @return how many bytes; 0 where nothing is there now, -1 where the peer has ended its side
   */
  @Override
  int read(ByteBuffer room) throws IOException;

  /**
   * Takes what goes at once, which may be nothing. Not while it is writing.
   *
   * @return how many bytes
   */
  @Override
  int write(ByteBuffer data) throws IOException;

  /** Writes all that {@code unsent} has, and what it gets meanwhile, until stopped. */
  void startWriting(Unsent unsent);

  /** Whether {@link #startSending} is there; where it is not, files are read and then written. */
  default boolean sendsFiles() {
    return false;
  }

  /**
   * Calls {@code send} with a channel that does not block, whenever the kernel may take something
   * of a file there, until {@link #stopWriting}. Not while it is writing.
   *
   * @throws UnsupportedOperationException unless it {@link #sendsFiles}
   */
  default void startSending(Consumer<WritableByteChannel> send) {
    throw new UnsupportedOperationException("files are not sent by " + this);
  }

  /** Writes no more; {@code unsent} is told nothing more. Idempotent. */
  void stopWriting();

  /** Tells the peer that no more comes. Not while it is writing. */
  void shutdownOutput() throws IOException;

  /** Closes at once. Idempotent. */
  @Override
  void close() throws IOException;
}
