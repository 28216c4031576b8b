package org.hotloop.transport;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** A transport that writes. */
@ProviderType
public interface WriteTransport extends BaseTransport {

  /**
   * Writes what {@code data} has remaining, buffering a copy of what the pipe does not take now.
   */
  void write(ByteBuffer data);

  /** Bytes that are buffered. */
  long getWriteBufferSize();

  /**
   * Sets the marks for {@link BaseProtocol#pauseWriting} and {@link BaseProtocol#resumeWriting}, in
   * bytes.
   *
   * @throws IllegalArgumentException unless {@code 0 <= low <= high}
   */
  void setWriteBufferLimits(long low, long high);

  /** Closes after what is buffered was written. */
  void writeEof();

  /** Closes at once, dropping what is buffered. */
  void abort();
}
