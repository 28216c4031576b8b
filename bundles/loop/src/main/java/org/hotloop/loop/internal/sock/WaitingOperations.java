package org.hotloop.loop.internal.sock;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.internal.Lifecycle;
import org.hotloop.spi.LoopFuture;

/**
 * Operations on channels, each tried at once and, where its channel is not ready, again whenever
 * the loop says that it is. Loop's thread only, or any while the loop does not run.
 */
final class WaitingOperations implements AutoCloseable {

  private final EventLoop loop;
  private final Map<Place, CompletableFuture<?>> waiting = new HashMap<>();

  /** Where one operation can wait. */
  private record Place(SelectableChannel channel, Direction direction) {}

  WaitingOperations(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * Begins one.
   *
   * @throws IllegalArgumentException when the channel is blocking
   * @throws IllegalStateException when another one waits there
   */
  <T> CompletableFuture<T> begin(
      SelectableChannel channel, Direction direction, Attempt<T> attempt) {
    Place place = new Place(channel, direction);
    requireNonBlocking(channel);
    requireFree(place);
    CompletableFuture<T> future = new LoopFuture<>(loop);
    if (!settle(attempt, future, () -> {})) {
      await(place, attempt, future);
    }
    return future;
  }

  /** Whether nothing waits. */
  boolean isIdle() {
    return waiting.isEmpty();
  }

  private <T> void await(Place place, Attempt<T> attempt, CompletableFuture<T> future) {
    place.direction.watch(
        loop,
        place.channel,
        () -> {
          if (!future.isDone()) {
            settle(attempt, future, () -> leave(place, future));
          }
        });
    waiting.put(place, future);
    future.whenComplete(
        (result, failure) -> {
          if (future.isCancelled()) {
            leaveSoon(place, future);
          }
        });
  }

  /**
   * Makes an attempt, and settles the future where there is an outcome.
   *
   * @param before done first, so that who learns of the outcome finds the channel free
   * @return whether there was an outcome
   */
  private static <T> boolean settle(
      Attempt<T> attempt, CompletableFuture<T> future, Runnable before) {
    try {
      return attempt.make(
          result -> {
            before.run();
            return future.complete(result);
          });
    } catch (IOException | RuntimeException failure) {
      before.run();
      future.completeExceptionally(failure);
      return true;
    }
  }

  /** Unless another one has come since, as after a cancellation. */
  private void leave(Place place, CompletableFuture<?> future) {
    if (waiting.remove(place, future)) {
      place.direction.forget(loop, place.channel);
    }
  }

  /** Who cancels may be on another thread, or in the middle of an operation of its own. */
  private void leaveSoon(Place place, CompletableFuture<?> future) {
    try {
      loop.callSoonThreadsafe(() -> leave(place, future));
    } catch (EventLoopClosedException closed) {
      return; // nothing waits any more
    }
  }

  private void requireFree(Place place) {
    CompletableFuture<?> present = waiting.get(place);
    if (present != null && !present.isDone()) {
      throw new IllegalStateException(
          "another operation waits for %s of %s; wait for it, or cancel it"
              .formatted(place.direction.name().toLowerCase(Locale.ROOT), place.channel));
    }
  }

  private static void requireNonBlocking(SelectableChannel channel) {
    if (channel.isBlocking()) {
      throw new IllegalArgumentException(
          "the channel is blocking: call configureBlocking(false) on " + channel);
    }
  }

  /** What waits fails, and is waited for no more. */
  void fail(Exception cause) {
    Map<Place, CompletableFuture<?>> left = Map.copyOf(waiting);
    left.forEach(this::leave);
    left.values().forEach(future -> future.completeExceptionally(cause));
  }

  /** What waits fails; when the loop does not run any more. */
  @Override
  public void close() {
    List<CompletableFuture<?>> left = List.copyOf(waiting.values());
    waiting.clear();
    left.forEach(future -> future.completeExceptionally(Lifecycle.closed()));
  }
}
