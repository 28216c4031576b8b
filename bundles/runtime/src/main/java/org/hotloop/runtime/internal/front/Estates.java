package org.hotloop.runtime.internal.front;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hotloop.EventLoop;
import org.hotloop.spi.LoopEngine;
import org.hotloop.spi.LoopEstate;

/** What the engines of a front have left behind. On the front's thread, or while it does not run. */
final class Estates {

  private static final Logger LOG = System.getLogger(Estates.class.getName());

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

  /** Complete when the work is over that engines which went had in their executors. Any thread. */
  CompletableFuture<Void> shutdownDefaultExecutors() {
    return CompletableFuture.allOf(
        estates.stream()
            .map(LoopEstate::shutdownDefaultExecutor)
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Ends the connections of all engines that went. */
  void disconnect(IOException cause) {
    each(estate -> true, estate -> estate.disconnect(cause));
  }

  /** Ends what was left by code that goes away. */
  void end(Predicate<? super LoopEstate> goes) {
    each(goes, LoopEstate::close);
    estates.removeIf(goes);
  }

  private void each(Predicate<? super LoopEstate> which, Consumer<LoopEstate> action) {
    estates.stream().filter(which).forEach(one -> attempt(one, () -> action.accept(one)));
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
