package org.hotloop.runtime.internal.front;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.runtime.internal.front.Watch.Direction;

/**
 * Waits for channels on a thread of its own and has their callbacks run by the front. A channel
 * that is ready is looked at again only when its callback has run: until then it stays ready. Any
 * thread.
 */
final class StandIn implements AutoCloseable {

  private static final Logger LOG = System.getLogger(StandIn.class.getName());

  private static final int READ_OPS = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;

  private final EventLoop front;
  private final Selector selector;
  private final Thread thread;
  private final Map<Watch.OfChannel, Runnable> callbacks = new ConcurrentHashMap<>();

  /** Waits from now on, on a thread of that name. */
  StandIn(EventLoop front, String threadName) throws IOException {
    this.front = front;
    selector = Selector.open();
    thread = new Thread(this::waitForChannels, threadName);
    thread.setDaemon(true);
    thread.start();
  }

  void add(Watch.OfChannel watch, Runnable ready) {
    callbacks.put(watch, ready);
    arm(watch);
  }

  boolean remove(Watch watch) {
    return callbacks.remove(watch) != null; // what is armed yet finds that, once
  }

  /** Whether nobody waits for anything. */
  boolean isIdle() {
    return callbacks.isEmpty();
  }

  /** Keys are cancelled with the selector only: a cancelled one is in the way of the next. */
  private void arm(Watch.OfChannel watch) {
    SelectableChannel channel = watch.channel();
    int ops = opsOf(watch);
    try {
      SelectionKey key = channel.keyFor(selector);
      if (key == null) {
        channel.register(selector, ops);
      } else {
        key.interestOpsOr(ops);
      }
      selector.wakeup();
    } catch (ClosedChannelException | CancelledKeyException | ClosedSelectorException gone) {
      callbacks.remove(watch); // closed beside us, the channel or this
    }
  }

  private static int opsOf(Watch.OfChannel watch) {
    if (watch.channel() instanceof SocketChannel socket && socket.isConnectionPending()) {
      return SelectionKey.OP_CONNECT;
    }
    int ops = watch.direction() == Direction.READ ? READ_OPS : SelectionKey.OP_WRITE;
    return ops & watch.channel().validOps();
  }

  private void waitForChannels() {
    try {
      while (selector.isOpen()) {
        selector.select(this::dispatch);
      }
    } catch (ClosedSelectorException | EventLoopClosedException closed) {
      return; // nobody asks any more
    } catch (IOException failure) {
      LOG.log(Level.WARNING, () -> thread.getName() + " cannot wait for channels", failure);
    }
  }

  private void dispatch(SelectionKey key) {
    int ready;
    try {
      ready = key.readyOps();
      key.interestOpsAnd(~ready);
    } catch (CancelledKeyException channelClosed) {
      return;
    }
    tell(new Watch.OfChannel(key.channel(), Direction.READ), ready & ~SelectionKey.OP_WRITE);
    tell(new Watch.OfChannel(key.channel(), Direction.WRITE), ready & ~READ_OPS);
  }

  private void tell(Watch.OfChannel watch, int ready) {
    if (ready != 0 && callbacks.containsKey(watch)) {
      front.callSoonThreadsafe(() -> run(watch));
    }
  }

  /** On the front's thread. */
  private void run(Watch.OfChannel watch) {
    Runnable callback = callbacks.get(watch);
    if (callback == null) {
      return;
    }
    try {
      callback.run();
    } finally {
      if (callbacks.containsKey(watch)) {
        arm(watch); // also where an error leaves the loop, which is run again
      }
    }
  }

  /** Lets all channels go, which other selectors may have from now on; its thread ends. */
  @Override
  public void close() {
    callbacks.clear();
    try {
      selector.close();
    } catch (IOException failure) {
      LOG.log(Level.WARNING, () -> thread.getName() + " was not closed", failure);
    }
  }
}
