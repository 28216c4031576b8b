package org.hotloop.loop;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hotloop.spi.LoopEstate;

/** What a retired loop has made, as long as any of it lives. */
final class Estate implements LoopEstate {

  private final BaseEventLoop loop;
  private final AtomicBoolean closed = new AtomicBoolean();

  Estate(BaseEventLoop loop) {
    this.loop = loop;
  }

  @Override
  public boolean isEmpty() {
    return closed.get() || !loop.hasMade();
  }

  @Override
  public Class<?> socketCode() {
    return loop.socketCode();
  }

  @Override
  public boolean watchesChannels() {
    return loop.watchesChannels();
  }

  @Override
  public CompletableFuture<Void> shutdownDefaultExecutor() {
    return loop.shutdownDefaultExecutor();
  }

  @Override
  public void disconnect(IOException cause) {
    loop.disconnect(cause);
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      loop.closeMade();
    }
  }
}
