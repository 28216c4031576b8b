package org.hotloop.loop.internal.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.hotloop.stream.LimitOverrunException;

/**
 * What a reader keeps of what came: all of it, or the beginning up to a bound. Once something was
 * dropped so is all that follows, since what is kept is to be without a gap. Loop's thread only.
 */
final class Store {

  /** Room for what comes at once, when there is no more for what may be kept. */
  private static final int SLACK = 1 << 20;

  static final int MOST = ByteQueue.MOST - SLACK;

  private final ByteQueue queue = new ByteQueue();
  private final int most;
  private OptionalLong bound = OptionalLong.empty();
  private long dropped;

  /**
   * @param most above this many bytes it is full
   */
  Store(int most) {
    this.most = most;
  }

  /** What is kept, to be taken from. */
  ByteQueue queue() {
    return queue;
  }

  /** Keeps, or drops, all that {@code data} has remaining. */
  void append(ByteBuffer data) {
    int count = (int) Math.min(data.remaining(), room());
    queue.append(data.slice(data.position(), count));
    dropped += data.remaining() - count;
  }

  /** From now on keeps no more than that, also of what is here; empty is all. */
  void bound(OptionalLong bytes) {
    bound = bytes;
    if (bytes.isPresent() && queue.size() > bytes.getAsLong()) {
      int kept = (int) bytes.getAsLong();
      dropped += queue.size() - kept;
      queue.truncate(kept);
    }
  }

  /** Why nothing can follow what is kept, whatever comes. */
  Optional<Throwable> gap() {
    return dropped == 0
        ? Optional.empty()
        : Optional.of(
            new IOException(
                "%d bytes that follow were dropped by a communicate with a bound"
                    .formatted(dropped)));
  }

  /** Why nobody can wait for more. */
  Optional<Throwable> overflow() {
    return queue.size() <= most
        ? Optional.empty()
        : Optional.of(
            new LimitOverrunException(
                "%d bytes are more than one array holds; read() takes them in parts"
                    .formatted(queue.size()),
                queue.size()));
  }

  Captured captured() {
    return new Captured(queue.peek(), dropped);
  }

  void restore(Captured captured) {
    queue.append(ByteBuffer.wrap(captured.bytes()));
    dropped = captured.dropped();
  }

  void clear() {
    queue.clear();
    dropped = 0;
  }

  private long room() {
    return dropped > 0 ? 0 : bound.orElse(Long.MAX_VALUE) - queue.size();
  }
}
