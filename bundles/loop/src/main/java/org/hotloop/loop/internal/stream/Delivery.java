package org.hotloop.loop.internal.stream;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How a read gets its bytes.
 *
 * @param <T> what its stage completes with
 */
sealed interface Delivery<T> {

  /** Takes the first {@code count} bytes. */
  T take(ByteQueue bytes, int count);

  /** Undoes the last {@link #take}: nobody was told of it. */
  void giveBack(ByteQueue bytes, T taken);

  /** Where they can go without being queued. */
  default Optional<ByteBuffer> room() {
    return Optional.empty();
  }

  /** As an array. */
  enum Array implements Delivery<byte[]> {
    /** It has no state. */
    INSTANCE;

    @Override
    public byte[] take(ByteQueue bytes, int count) {
      return bytes.take(count);
    }

    @Override
    public void giveBack(ByteQueue bytes, byte[] taken) {
      bytes.giveBack(taken);
    }
  }

  /** To where {@code target} stands; what is not in the queue has gone there already. */
  record Into(ByteBuffer target) implements Delivery<Integer> {

    @Override
    public Integer take(ByteQueue bytes, int count) {
      bytes.moveTo(target, Math.min(count, bytes.size()));
      return count;
    }

    @Override
    public void giveBack(ByteQueue bytes, Integer taken) {
      byte[] copy = new byte[taken];
      target.position(target.position() - taken);
      target.get(target.position(), copy);
      bytes.giveBack(copy);
    }

    @Override
    public Optional<ByteBuffer> room() {
      return Optional.of(target);
    }
  }
}
