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
    estates.removeIf(LoopEstate::isEmpty);
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

  /** Whether there are such. Any thread. */
  boolean any(Predicate<? super LoopEstate> which) {
    return estates.stream().anyMatch(which);
  }

  /** Complete when the work is over that engines which went had in their executors. Any thread. */
  CompletableFuture<Void> shutdownDefaultExecutors() {
    return CompletableFuture.allOf(
        estates.stream()
            .map(LoopEstate::shutdownDefaultExecutor)
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Ends the connections of all engines that went. */
  void disconnect(IOException cause) {
    estates.forEach(one -> attempt(one, () -> one.disconnect(cause)));
  }

  /** Ends all, when the front runs no more. */
  void close() {
    estates.forEach(one -> attempt(one, one::close));
    estates.clear();
  }

  /** Ends those that {@code which} says; protocols of connections are told. */
  void end(Predicate<? super LoopEstate> which) {
    List<LoopEstate> ending = estates.stream().filter(which).toList();
    ending.forEach(one -> attempt(one, () -> one.disconnect(new IOException(GONE))));
    ending.forEach(one -> attempt(one, one::close));
    estates.removeAll(ending);
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
