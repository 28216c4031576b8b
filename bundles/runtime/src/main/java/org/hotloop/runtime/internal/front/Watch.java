package org.hotloop.runtime.internal.front;

import java.nio.channels.SelectableChannel;
import org.hotloop.EventLoop;

/** What a front has an engine watch for: one direction of a channel, or of a descriptor. */
sealed interface Watch {

  /** Has {@code engine} call {@code ready} whenever it is so. */
  void begin(EventLoop engine, Runnable ready);

  /** {@code engine} calls no more; says whether it did. */
  boolean end(EventLoop engine);

  /** A channel to be read, accepted from, or connected. */
  record ChannelReader(SelectableChannel channel) implements Watch {

    @Override
    public void begin(EventLoop engine, Runnable ready) {
      engine.addReader(channel, ready);
    }

    @Override
    public boolean end(EventLoop engine) {
      return engine.removeReader(channel);
    }
  }

  /** A channel to be written, or connected. */
  record ChannelWriter(SelectableChannel channel) implements Watch {

    @Override
    public void begin(EventLoop engine, Runnable ready) {
      engine.addWriter(channel, ready);
    }

    @Override
    public boolean end(EventLoop engine) {
      return engine.removeWriter(channel);
    }
  }

  /** A raw descriptor to be read. */
  record DescriptorReader(int fd) implements Watch {

    @Override
    public void begin(EventLoop engine, Runnable ready) {
      engine.addReader(fd, ready);
    }

    @Override
    public boolean end(EventLoop engine) {
      return engine.removeReader(fd);
    }
  }

  /** A raw descriptor to be written. */
  record DescriptorWriter(int fd) implements Watch {

    @Override
    public void begin(EventLoop engine, Runnable ready) {
      engine.addWriter(fd, ready);
    }

    @Override
    public boolean end(EventLoop engine) {
      return engine.removeWriter(fd);
    }
  }
}
