package org.hotloop.loop.internal;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hotloop.loop.internal.ChannelCallbacks.Side;
import org.hotloop.spi.schedule.CallbackHandle;

/**
 * The readers and writers of one loop on channels, over a {@link Selector} that it owns. Readers
 * and writers come and go on any thread; the loop's thread selects.
 */
public final class ChannelReadiness implements AutoCloseable {

  private static final int READ_OPS = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int WRITE_OPS = SelectionKey.OP_WRITE;

  private final Selector selector;

  /**
   * Keys to look at before the next selection: those without callbacks, to be cancelled, and those
   * still connecting, whose interest changes with {@code finishConnect}. Guarded by this.
   */
  private final Set<SelectionKey> unsettled = new HashSet<>();

  /** Over {@code selector}, which belongs to this from now on. */
  public ChannelReadiness(Selector selector) {
    this.selector = selector;
  }

  /** Adds or replaces a callback; seen by the selection after the one that is going on. */
  public synchronized void add(SelectableChannel channel, Side side, CallbackHandle handle) {
    if (channel.isBlocking()) {
      throw new IllegalArgumentException("the channel is blocking: " + channel);
    }
    if ((channel.validOps() & opsOf(side)) == 0) {
      throw new IllegalArgumentException("the channel has no %s: %s".formatted(side, channel));
    }
    SelectionKey key = keyOf(channel);
    callbacksOf(key).replace(side, handle);
    settle(key);
  }

  /** Removes a callback; says whether there was one. */
  public synchronized boolean remove(SelectableChannel channel, Side side) {
    SelectionKey key = channel.keyFor(selector);
    if (key == null || !callbacksOf(key).remove(side)) {
      return false;
    }
    settle(key);
    return true;
  }

  /** Waits up to {@code timeoutNanos} and gives the callbacks of what is ready to {@code ready}. */
  public void select(long timeoutNanos, Consumer<Runnable> ready) throws IOException {
    if (timeoutNanos == 0 && selector.keys().isEmpty()) {
      return; // a look that can see nothing is worth no system call
    }
    boolean selected = settleAll();
    if (selected || timeoutNanos == 0) {
      // A selection takes a wake-up with it. After that of settleAll() we must not block.
      selector.selectNow(key -> dispatch(key, ready));
    } else if (timeoutNanos == Long.MAX_VALUE) {
      selector.select(key -> dispatch(key, ready)); // without a timer of the kernel's
    } else {
      // Rounded up: a wait that ends just before a timer is due would be followed by a spin.
      long millis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos - 1) + 1;
      selector.select(key -> dispatch(key, ready), millis);
    }
  }

  /** Whether a selection would wait for nothing but a wake-up. */
  public boolean isEmpty() {
    return selector.keys().isEmpty();
  }

  /** Ends a selection, the one going on or else the next. Any thread. */
  public void wakeup() {
    selector.wakeup();
  }

  /**
   * Closes the selector; the channels stay open. Under the lock, so that who adds beside it is
   * either done before, or meets a closed selector when it asks for the key and not in the middle.
   */
  @Override
  public synchronized void close() throws IOException {
    selector.close();
  }

  private SelectionKey keyOf(SelectableChannel channel) {
    SelectionKey present = channel.keyFor(selector);
    if (present != null && present.isValid()) {
      return present;
    }
    try {
      return channel.register(selector, 0, new ChannelCallbacks());
    } catch (ClosedChannelException | CancelledKeyException closed) {
      // Closing a channel cancels its key; no other valid key is cancelled outside settleAll().
      throw new IllegalArgumentException("the channel is closed: " + channel, closed);
    } catch (ClosedSelectorException loopClosed) {
      throw Lifecycle.closed();
    }
  }

  /**
   * Settles what was left over.
   *
   * @return whether it selected: a key that is cancelled but not yet deregistered would be in the
   *     way of a channel that is added again, so that both happen under the lock
   */
  private synchronized boolean settleAll() throws IOException {
    if (unsettled.isEmpty()) {
      return false;
    }
    boolean cancelled = false;
    for (SelectionKey key : unsettled.toArray(SelectionKey[]::new)) {
      if (callbacksOf(key).isEmpty() || !key.isValid()) {
        key.cancel();
        unsettled.remove(key);
        cancelled = true;
      } else {
        settle(key);
      }
    }
    if (cancelled) {
      selector.selectNow();
      selector.selectedKeys().clear(); // what is ready stays ready, and is told by the next one
    }
    return cancelled;
  }

  private void settle(SelectionKey key) {
    int ops = opsOf(key);
    if (ops == 0 || ops == SelectionKey.OP_CONNECT) {
      unsettled.add(key);
    } else {
      unsettled.remove(key);
    }
    try {
      key.interestOps(ops);
    } catch (CancelledKeyException channelClosed) {
      unsettled.remove(key); // its callbacks go with the key
    }
  }

  private static int opsOf(SelectionKey key) {
    ChannelCallbacks callbacks = callbacksOf(key);
    int ops =
        (callbacks.get(Side.READER) == null ? 0 : READ_OPS)
            | (callbacks.get(Side.WRITER) == null ? 0 : WRITE_OPS);
    boolean connecting =
        key.channel() instanceof SocketChannel socket && socket.isConnectionPending();
    return ops != 0 && connecting ? SelectionKey.OP_CONNECT : ops & key.channel().validOps();
  }

  private static int opsOf(Side side) {
    return side == Side.READER ? READ_OPS : WRITE_OPS;
  }

  private static void dispatch(SelectionKey key, Consumer<Runnable> ready) {
    int ops;
    try {
      ops = key.readyOps();
    } catch (CancelledKeyException channelClosed) {
      return; // by another thread, at this very moment: it is ready for nothing any more
    }
    dispatch(callbacksOf(key).get(Side.READER), ops & (READ_OPS | SelectionKey.OP_CONNECT), ready);
    dispatch(callbacksOf(key).get(Side.WRITER), ops & (WRITE_OPS | SelectionKey.OP_CONNECT), ready);
  }

  private static void dispatch(CallbackHandle handleOrNull, int ops, Consumer<Runnable> ready) {
    if (handleOrNull != null && ops != 0) {
      ready.accept(handleOrNull);
    }
  }

  private static ChannelCallbacks callbacksOf(SelectionKey key) {
    return (ChannelCallbacks) key.attachment();
  }
}
