package org.hotloop.transport;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A transport that writes. What breaks it is told to the protocol as the loss of the connection,
 * and logged nowhere; a write after the end is dropped.
 */
@ProviderType
public interface WriteTransport extends BaseTransport {

  /**
   * Writes what {@code data} has remaining, buffering a copy of what the kernel does not take now.
   */
  void write(ByteBuffer data);

  /** As {@link #write} with each of {@code parts}, in their order. */
  default void writeLines(Iterable<ByteBuffer> parts) {
    parts.forEach(this::write);
  }

  /** Bytes that are buffered. */
  long getWriteBufferSize();

  /** The marks in use; 16 KiB and 64 KiB at first. */
  WriteBufferLimits getWriteBufferLimits();

  /**
   * Sets the marks for {@link BaseProtocol#pauseWriting} and {@link BaseProtocol#resumeWriting}, in
   * bytes. With zeros the protocol is paused whenever anything is buffered.
   *
   * @throws IllegalArgumentException unless {@code 0 <= low <= high}
   */
  void setWriteBufferLimits(long low, long high);

  /**
   * As {@link #setWriteBufferLimits(long, long)} with a quarter of {@code high} as the low mark.
   */
  default void setWriteBufferLimits(long high) {
    setWriteBufferLimits(high / 4, high);
  }

  /** Whether {@link #writeEof()} works: true for a pipe and a plain connection, false with TLS. */
  boolean canWriteEof();

  /**
   * Tells the peer, after what is buffered was written, that no more comes. It closes a pipe; a
   * connection is still read from.
   *
   * @throws UnsupportedOperationException where {@link #canWriteEof()} is false
   */
  void writeEof();

  /** Closes at once, dropping what is buffered. */
  void abort();
}
