package org.hotloop.runtime.internal.front;

import java.nio.channels.SelectableChannel;
import org.hotloop.EventLoop;

/** What a front has an engine watch for: one direction of a channel, or of a descriptor. */
sealed interface Watch {

  /** To be read, accepted from or connected; or to be written or connected. */
  enum Direction {
    READ,
    WRITE
  }

  /** Has {@code engine} call {@code ready} whenever it is so. */
  void begin(EventLoop engine, Runnable ready);

  /** {@code engine} calls no more. */
  void end(EventLoop engine);

  /** A channel. */
  record OfChannel(SelectableChannel channel, Direction direction) implements Watch {

    @Override
    public void begin(EventLoop engine, Runnable ready) {
      if (direction == Direction.READ) {
        engine.addReader(channel, ready);
      } else {
        engine.addWriter(channel, ready);
      }
    }

    @Override
    public void end(EventLoop engine) {
      if (direction == Direction.READ) {
        engine.removeReader(channel);
      } else {
        engine.removeWriter(channel);
      }
    }
  }

  /** A raw descriptor. */
  record OfDescriptor(int fd, Direction direction) implements Watch {

    @Override
    public void begin(EventLoop engine, Runnable ready) {
      if (direction == Direction.READ) {
        engine.addReader(fd, ready);
      } else {
        engine.addWriter(fd, ready);
      }
    }

    @Override
    public void end(EventLoop engine) {
      if (direction == Direction.READ) {
        engine.removeReader(fd);
      } else {
        engine.removeWriter(fd);
      }
    }
  }
}
