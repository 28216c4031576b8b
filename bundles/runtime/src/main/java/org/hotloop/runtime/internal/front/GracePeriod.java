package org.hotloop.runtime.internal.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.hotloop.EventLoop;

/**
 * Watches a front's channels in place of an engine that cannot, for a while: connections that an
 * engine before has made go on until they have ended by themselves, or their time is up. It begins
 * with the first such channel, and each move begins it anew. Any thread.
 */
final class GracePeriod {

  private final EventLoop front;
  private final String threadName;
  private final Runnable over;

  /** Channels that were watched here when an engine could: for no others there is any grace. */
  private final Set<SelectableChannel> known =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private volatile Duration length = Duration.ZERO;

  /** Down again with the next move. */
  private volatile boolean expired;

  /** Of the front's thread: up while a server of an engine before accepts connections. */
  private boolean accepting;

  /** Guarded by this, under which nothing foreign is called. */
  private Optional<StandIn> standIn = Optional.empty();

  /**
   * @param threadName what the thread is called that waits meanwhile
   * @param over called on the front's thread when the time is up and something is watched here yet
   */
  GracePeriod(EventLoop front, String threadName, Runnable over) {
    this.front = front;
    this.threadName = threadName;
    this.over = over;
  }

  /** From the next one on. */
  void setLength(Duration newLength) {
    length = newLength;
  }

  /** How long one is. */
  Duration length() {
    return length;
  }

  /** An engine watches this. */
  void remember(Watch watch) {
    if (watch instanceof Watch.OfChannel ofChannel) {
      known.add(ofChannel.channel());
    }
  }

  /** Whether {@code watch} is on a channel that an engine has watched. */
  boolean knows(Watch watch) {
    return watch instanceof Watch.OfChannel ofChannel && known.contains(ofChannel.channel());
  }

  /** Whether {@code watch} can begin here; so can what a server accepts that itself is here. */
  boolean grants(Watch watch) {
    return !expired && (knows(watch) || (accepting && watch instanceof Watch.OfChannel));
  }

  /** Has {@code ready} called on the front's thread whenever it is so, until the time is up. */
  void begin(Watch watch, Runnable ready) {
    Watch.OfChannel granted = (Watch.OfChannel) watch;
    remember(granted);
    boolean isServer = granted.channel() instanceof ServerSocketChannel;
    Optional<StandIn> opened = add(granted, isServer ? () -> accept(ready) : ready);
    opened.ifPresent(
        mine -> front.callAt(front.time() + length.toNanos(), () -> timeIsUpFor(mine)));
  }

  private void accept(Runnable ready) {
    accepting = true;
    try {
      ready.run();
    } finally {
      accepting = false;
    }
  }

  /** The one that had to be opened for it, if so. */
  private synchronized Optional<StandIn> add(Watch.OfChannel watch, Runnable ready) {
    Optional<StandIn> before = standIn;
    if (before.isEmpty()) {
      standIn = Optional.of(open());
    }
    standIn.get().add(watch, ready);
    return before.isPresent() ? Optional.empty() : standIn;
  }

  private StandIn open() {
    try {
      return new StandIn(front, threadName);
    } catch (IOException failure) {
      throw new UncheckedIOException("no selector for the grace period", failure);
    }
  }

  private void timeIsUpFor(StandIn which) {
    if (!isServing(which)) {
      return; // a move came in between
    }
    if (!which.isIdle()) {
      expired = true;
      over.run();
    }
    stop();
  }

  private synchronized boolean isServing(StandIn which) {
    return standIn.filter(serving -> serving == which).isPresent();
  }

  /** Calls for {@code watch} no more; says whether it did. */
  synchronized boolean end(Watch watch) {
    return standIn.isPresent() && standIn.get().remove(watch);
  }

  /** Before a move: the next engine watches, or begins another period. */
  void reset() {
    stop();
    expired = false;
  }

  /** Nothing is watched here any more. */
  synchronized void stop() {
    standIn.ifPresent(StandIn::close);
    standIn = Optional.empty();
  }
}
