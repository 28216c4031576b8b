package org.hotloop.runtime.internal.front;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.hotloop.EventLoop;
import org.hotloop.spi.LoopEngine;
import org.hotloop.spi.LoopEstate;

/**
 * What the engines of a front have left behind. On the front's thread, or while it does not run,
 * unless said otherwise.
 */
final class Estates {

  private static final Logger LOG = System.getLogger(Estates.class.getName());

  private static final String GONE = "the event loop that made it has gone, with its bundle";

  private final List<LoopEstate> estates = new CopyOnWriteArrayList<>();

  /** Takes an engine out of service. What it has made lives on where it knows how to let it. */
  void retire(EventLoop engine) {
    closeEmpty();
    attempt(
        engine,
        () -> {
          if (engine instanceof LoopEngine known) {
            estates.add(known.retire());
          } else {
            engine.close();
          }
        });
  }

  /** Whether there is none. Any thread. */
  boolean isEmpty() {
    return estates.isEmpty();
  }

  /** Ends those of which nothing is left but what they keep for more: threads, above all. */
  void closeEmpty() {
    for (LoopEstate one : estates) {
      attempt(
          one,
          () -> {
            if (one.isEmpty()) {
              estates.remove(one);
              one.close();
            }
          });
    }
  }

  /** Whether any needs code that {@code gone} says. Any thread. */
  boolean need(Predicate<Class<?>> gone) {
    return estates.stream()
        .anyMatch(one -> gone.test(one.getClass()) || gone.test(one.socketCode()));
  }

  /** Complete when the work is over that engines which went had in their executors. Any thread. */
  CompletableFuture<Void> shutdownDefaultExecutors() {
    return CompletableFuture.allOf(
        estates.stream()
            .map(LoopEstate::shutdownDefaultExecutor)
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Ends the connections that need an engine which watches channels. */
  void disconnectWatched(IOException cause) {
    for (LoopEstate one : estates) {
      attempt(
          one,
          () -> {
            if (one.watchesChannels()) {
              one.disconnect(cause);
            }
          });
    }
  }

  /** Ends all, when the front runs no more. */
  void close() {
    estates.forEach(one -> attempt(one, one::close));
    estates.clear();
  }

  /** Ends what needs code that has gone; protocols of connections are told. */
  void end(Predicate<Class<?>> gone) {
    for (LoopEstate one : estates) {
      if (gone.test(one.getClass()) || gone.test(one.socketCode())) {
        attempt(one, () -> one.disconnect(new IOException(GONE)));
      }
      if (gone.test(one.getClass())) {
        attempt(one, one::close);
        estates.remove(one);
      }
    }
  }

  /** An engine is foreign: what it throws must not keep the others from their end. */
  private static void attempt(Object whose, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.WARNING, () -> whose + " could not be ended", failure);
    }
  }
}
