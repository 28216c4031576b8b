package org.hotloop.loop.internal.pipe;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One end of a pipe as a loop watches it; owns what it stands on. Once closed nothing is watched
 * any more. Loop's thread only.
 */
public interface PipeEnd {

  /** As a channel that does not block: 0 when nothing is there now, -1 at the end. */
  int read(ByteBuffer target) throws IOException;

  /** As a channel that does not block: how much was taken. */
  int write(ByteBuffer data) throws IOException;

  /** Has room for more between its ends from now on, where that can be had. */
  void enlarge();

  /** Calls {@code ready} while something can be read. */
  void watchReading(Runnable ready);

  /** Not any more. */
  void stopReading();

  /** Calls {@code ready} while something can be written. */
  void watchWriting(Runnable ready);

  /** Not any more. */
  void stopWriting();

  /**
   * For an end that is written to: calls {@code gone} when nobody reads, where that can be seen.
   */
  void watchReader(Runnable gone);

  /** Whether it was not closed. */
  boolean isOpen();

  /** Watches nothing and closes. Idempotent; also when the loop runs no more. */
  void close();
}
