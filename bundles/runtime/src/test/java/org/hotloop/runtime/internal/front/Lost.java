package org.hotloop.runtime.internal.front;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.transport.Protocol;

/** Tells what became of its connection. */
final class Lost implements Protocol {

  final CompletableFuture<Optional<Throwable>> cause = new CompletableFuture<>();

  @Override
  public void dataReceived(ByteBuffer data) {}

  @Override
  public void connectionLost(Optional<Throwable> causeOrNone) {
    cause.complete(causeOrNone);
  }
}
