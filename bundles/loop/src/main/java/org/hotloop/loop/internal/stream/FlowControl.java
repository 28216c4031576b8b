package org.hotloop.loop.internal.stream;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * asyncio's {@code FlowControlMixin}: lets writers wait while the transport's buffer is above its
 * mark. Loop's thread only.
 */
final class FlowControl {

  private final Stages stages;
  private final Waiters<Void> drains;
  private boolean paused;
  private Optional<Throwable> lost = Optional.empty();

  FlowControl(Stages stages) {
    this.stages = stages;
    drains = new Waiters<>(stages);
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    drains.complete(null);
  }

  /** Completes {@code stage} when more should be written. */
  void drain(CompletableFuture<Void> stage) {
    if (lost.isPresent()) {
      stages.fail(stage, lost.get());
    } else if (paused) {
      drains.add(stage);
    } else {
      stages.complete(stage, null);
    }
  }

  /** The stream is gone: later drains fail, those that wait do when it broke. */
  void lost(Optional<Throwable> cause) {
    lost = Optional.of(cause.orElseGet(() -> new IOException("the stream is closed")));
    cause.ifPresentOrElse(drains::fail, () -> drains.complete(null));
  }

  void abandon() {
    drains.forget();
  }
}
