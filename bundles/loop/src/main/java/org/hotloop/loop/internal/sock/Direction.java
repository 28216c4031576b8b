package org.hotloop.loop.internal.sock;

import java.nio.channels.SelectableChannel;
import org.hotloop.EventLoop;

/** Which way bytes go, and so what a loop is to watch for. */
enum Direction {
  READING {
    @Override
    void watch(EventLoop loop, SelectableChannel channel, Runnable ready) {
      loop.addReader(channel, ready);
    }

    @Override
    void forget(EventLoop loop, SelectableChannel channel) {
      loop.removeReader(channel);
    }
  },

  WRITING {
    @Override
    void watch(EventLoop loop, SelectableChannel channel, Runnable ready) {
      loop.addWriter(channel, ready);
    }

    @Override
    void forget(EventLoop loop, SelectableChannel channel) {
      loop.removeWriter(channel);
    }
  };

  abstract void watch(EventLoop loop, SelectableChannel channel, Runnable ready);

  abstract void forget(EventLoop loop, SelectableChannel channel);
}
