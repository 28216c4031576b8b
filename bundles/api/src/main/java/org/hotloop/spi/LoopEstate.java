package org.hotloop.spi;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a retired {@link LoopEngine} has made and that lives on at its front. On the front's thread,
 * or where the front runs no more.
 */
@ConsumerType
public interface LoopEstate extends AutoCloseable {

  /** Whether nothing of it is left, so that it can be forgotten. */
  boolean isEmpty();

  /** Whose code its connections and servers run: with the bundle of that they have to end. */
  Class<?> socketCode();

  /**
   * Whether its connections and servers need a front that watches channels, which not every engine
   * can: under one that cannot they end, after a grace period.
   */
  boolean watchesChannels();

  /** As {@link org.hotloop.EventLoop#shutdownDefaultExecutor()}. */
  CompletableFuture<Void> shutdownDefaultExecutor();

  /**
   * Ends its connections and servers; protocols are told {@code cause} as the reason of their loss.
   * Children live on.
   */
  void disconnect(IOException cause);

  /**
   * Ends all of it, as the engine's {@link LoopEngine#close()} would have: connections are cut off,
   * children are killed or left as their specs say, and whoever waits for something gets an {@link
   * org.hotloop.EventLoopClosedException}. Idempotent.
   */
  @Override
  void close();
}
