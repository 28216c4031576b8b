package org.hotloop.loop.internal.net;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.transport.Server;

/** asyncio's {@code base_events.Server}. Loop's thread only. */
final class ListeningServer implements Server {

  private final EventLoop loop;
  private final List<Listener> listeners = new ArrayList<>();
  private final CompletableFuture<Void> stopped;
  private final CompletableFuture<Void> ended;
  private int connections;
  private boolean serving;

  ListeningServer(EventLoop loop) {
    this.loop = loop;
    stopped = loop.createFuture();
    ended = loop.createFuture();
  }

  /** Does {@code action} when it stops listening. */
  void whenStopped(Runnable action) {
    stopped.whenComplete((nothing, failure) -> action.run());
  }

  /** Before it serves. */
  void add(Listener listener) {
    listeners.add(listener);
  }

  /** It has one more connection. */
  void attach() {
    connections++;
  }

  /** A connection of its has ended. */
  void detach() {
    connections--;
    endIfOver();
  }

  @Override
  public List<SocketAddress> getAddresses() {
    return listeners.stream().map(Listener::address).toList();
  }

  @Override
  public boolean isServing() {
    return serving;
  }

  @Override
  public void startServing() {
    if (!serving && !stopped.isDone()) {
      serving = true;
      listeners.forEach(Listener::start);
    }
  }

  @Override
  public CompletableFuture<Void> serveForever() {
    startServing();
    CompletableFuture<Void> waiting = stopped.copy();
    waiting.whenComplete(
        (nothing, failure) -> {
          if (waiting.isCancelled()) {
            closeSoon();
          }
        });
    return waiting;
  }

  /** Who cancels may be on another thread. */
  private void closeSoon() {
    try {
      loop.callSoonThreadsafe(this::close);
    } catch (EventLoopClosedException e) {
      return; // which has closed it
    }
  }

  @Override
  public void close() {
    if (!stopped.isDone()) {
      serving = false;
      listeners.forEach(Listener::close);
      listeners.clear();
      stopped.complete(null);
      endIfOver();
    }
  }

  @Override
  public CompletableFuture<Void> waitClosed() {
    return ended.copy();
  }

  @Override
  public EventLoop getLoop() {
    return loop;
  }

  /** The loop is closed: nobody is told anything but that. */
  void discard(EventLoopClosedException cause) {
    listeners.forEach(Listener::discard);
    listeners.clear();
    stopped.completeExceptionally(cause);
    ended.completeExceptionally(cause);
  }

  private void endIfOver() {
    if (stopped.isDone() && connections == 0) {
      ended.complete(null);
    }
  }

  /** For people. */
  @Override
  public String toString() {
    return "Server[%s %s]".formatted(serving ? "serving" : "not serving", getAddresses());
  }
}
