package org.hotloop.loop.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.posix.Signals;
import org.hotloop.spi.schedule.CallbackHandle;

/** The signal handlers of one loop, one for a signal, called on the loop. Any thread. */
public final class SignalSubscriptions implements AutoCloseable {

  private final EventLoop loop;

  /** By the signal's name. Guarded by this, as is {@link #closed}. */
  private final Map<String, Subscription> subscriptions = new HashMap<>();

  private boolean closed;

  /** Of {@code loop}. */
  public SignalSubscriptions(EventLoop loop) {
    this.loop = loop;
  }

  /** As {@link EventLoop#addSignalHandler}. */
  public synchronized void add(String signal, CallbackHandle handle) {
    Objects.requireNonNull(signal, "signal");
    if (closed) {
      throw Lifecycle.closed();
    }
    Subscription present = subscriptions.get(signal);
    if (present == null) {
      Subscription added = new Subscription(loop, handle);
      added.registration = Signals.listen(signal, added::delivered);
      subscriptions.put(signal, added);
    } else {
      present.replace(handle);
    }
  }

  /** As {@link EventLoop#removeSignalHandler}. */
  public synchronized boolean remove(String signal) {
    Objects.requireNonNull(signal, "signal");
    Subscription removed = subscriptions.remove(signal);
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
    subscriptions.values().forEach(Subscription::end);
    subscriptions.clear();
  }

  /**
   * A signal that is listened to. A new handler moves in while the old listener stays: a gap would
   * give the signal its default effect, which may be the end of this process.
   */
  private static final class Subscription {

    private final EventLoop loop;

    /** Up from a delivery until the handler begins: a storm of signals is one call at a time. */
    private final AtomicBoolean queued = new AtomicBoolean();

    private volatile CallbackHandle handler;

    /** Guarded by the subscriptions. */
    private Signals.Registration registration;

    Subscription(EventLoop loop, CallbackHandle handler) {
      this.loop = loop;
      this.handler = handler;
    }

    void replace(CallbackHandle newHandler) {
      handler.cancel();
      handler = newHandler;
    }

    void end() {
      registration.close();
      handler.cancel();
    }

    /** On a thread of the JVM's. */
    void delivered() {
      if (queued.compareAndSet(false, true)) {
        try {
          loop.callSoonThreadsafe(new EventDelivery(this::newestHandler, () -> {}));
        } catch (EventLoopClosedException closedMeanwhile) {
          // The signal overtook close(), which takes this listener away: nobody is left to call.
        }
      }
    }

    /** On the loop. Down before the handler looks, so that a later signal is another call. */
    private CallbackHandle newestHandler() {
      queued.set(false);
      return handler;
    }
  }
}
