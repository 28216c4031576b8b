package org.hotloop.loop.internal;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.posix.Poller.Watch;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.spi.schedule.CallbackHandle;

/**
 * The readers and writers of one loop on raw descriptors. The poller waits on its own thread and
 * tells once; the callback runs on the loop, and only then the poller waits again, so that a
 * descriptor which stays ready is told again and again, as by asyncio, but never twice at a time.
 * Any thread. Natives are not touched before the first descriptor.
 */
public final class RawReadiness implements AutoCloseable {

  private final EventLoop loop;
  private final Function<Runnable, CallbackHandle> handles;

  /** Guarded by this, as is {@link #closed}; held while calling the poller, never the loop. */
  private final Map<Key, Watched> watched = new HashMap<>();

  private boolean closed;

  /** Of {@code loop}, whose handles {@code handles} makes. */
  public RawReadiness(EventLoop loop, Function<Runnable, CallbackHandle> handles) {
    this.loop = loop;
    this.handles = handles;
  }

  /** As {@link EventLoop#addReader(int, Runnable)}, or its writer's counterpart. */
  public void add(int fd, Interest interest, Runnable callback) {
    CallbackHandle handle = handles.apply(callback);
    if (fd < 0) {
      throw new IllegalArgumentException("no descriptor is negative: " + fd);
    }
    Key key = new Key(fd, interest);
    synchronized (this) {
      if (closed) {
        throw Lifecycle.closed();
      }
      Watched present = watched.get(key);
      if (present == null) {
        watched.put(key, watch(key, handle));
      } else {
        present.replace(handle);
      }
    }
  }

  /** As {@link EventLoop#removeReader(int)}, or its writer's counterpart. */
  public synchronized boolean remove(int fd, Interest interest) {
    Watched removed = watched.remove(new Key(fd, interest));
    if (removed == null) {
      return false;
    }
    removed.end();
    return true;
  }

  /** Removes all and takes nothing more. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    watched.values().forEach(Watched::end);
    watched.clear();
  }

  private Watched watch(Key key, CallbackHandle handle) {
    Watched added = new Watched(handle);
    try {
      added.watch = Posix.get().poller().watch(key.fd, key.interest, added::onReady);
    } catch (PosixException failure) {
      throw refusal(key, failure);
    }
    return added;
  }

  private static RuntimeException refusal(Key key, PosixException failure) {
    return switch (failure.errnoName()) {
      case "EBADF" ->
          new IllegalArgumentException("descriptor %d is not open".formatted(key.fd), failure);
      case "EPERM" ->
          new IllegalArgumentException(
              "descriptor %d cannot be waited for: it is always ready".formatted(key.fd), failure);
      default -> new UncheckedIOException(failure);
    };
  }

  private record Key(int fd, Interest interest) {}

  private final class Watched {

    private volatile CallbackHandle handler;

    /** Guarded by the readiness: an event may come before {@code watch} returned it. */
    private Watch watch;

    Watched(CallbackHandle handler) {
      this.handler = handler;
    }

    void replace(CallbackHandle newHandler) {
      handler.cancel();
      handler = newHandler;
    }

    void end() {
      watch.close();
      handler.cancel();
    }

    /** On the poller's thread. Who is the handler now is called, or, once replaced, nobody. */
    void onReady() {
      CallbackHandle called = handler;
      try {
        loop.callSoonThreadsafe(new EventDelivery(() -> called, this::rearm));
      } catch (EventLoopClosedException closedMeanwhile) {
        // The event overtook close(), which ends this watch: nobody is left to call.
      }
    }

    /** On the loop. Without effect once ended. */
    private void rearm() {
      synchronized (RawReadiness.this) {
        watch.rearm();
      }
    }
  }
}
