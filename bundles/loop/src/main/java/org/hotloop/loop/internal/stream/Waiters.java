package org.hotloop.loop.internal.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stages that wait for one thing. Those that were cancelled are not kept for long: who waits with a
 * time limit again and again must not fill the memory. Loop's thread only.
 */
final class Waiters<T> {

  private static final int SOME = 16;

  private final Stages stages;
  private List<CompletableFuture<T>> waiting = new ArrayList<>();
  private int crowd = SOME;

  Waiters(Stages stages) {
    this.stages = stages;
  }

  void add(CompletableFuture<T> stage) {
    if (waiting.size() >= crowd) {
      waiting.removeIf(CompletableFuture::isDone);
      crowd = Math.max(SOME, 2 * waiting.size()); // so that looking through them costs each but one
    }
    waiting.add(stage);
  }

  void complete(T value) {
    take().forEach(stage -> stages.complete(stage, value));
  }

  void fail(Throwable cause) {
    take().forEach(stage -> stages.fail(stage, cause));
  }

  void forget() {
    take();
  }

  int size() {
    return waiting.size();
  }

  /** Continuations may wait again while these complete. */
  private List<CompletableFuture<T>> take() {
    List<CompletableFuture<T>> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }
}
