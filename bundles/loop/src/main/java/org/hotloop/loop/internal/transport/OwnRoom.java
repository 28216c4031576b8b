package org.hotloop.loop.internal.transport;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Who may have room of its own for the bytes that come next. Loop's thread only. */
public interface OwnRoom {

  /** Where they are to go; empty: they are shown, in the loop's buffer. */
  Optional<ByteBuffer> room();

  /** So many have gone there, and its position is behind them. */
  void filled(int count);
}
