package org.hotloop;

import java.util.Optional;
import org.hotloop.child.ChildWatcher;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.dto.SwapDTO;
import org.osgi.annotation.versioning.ProviderType;

/**
 * asyncio's module functions as a service, and what an operator needs. A policy or watcher set by
 * hand through this service, or through {@link EventLoops}, belongs to the bundle that set it: when
 * that bundle stops, the election takes over.
 *
 * <p>Who is current is elected. First to last: set or pinned by hand; named by configuration; for
 * watchers, what a custom policy decides; the highest usable {@code service.ranking}.
 *
 * <p>All methods may be called from any thread. Those that change the choice return after the swap
 * and must not be called inside a {@link org.hotloop.child.ForkGuard} ({@link
 * IllegalStateException}).
 */
@ProviderType
public interface EventLoopRuntime {

  /** Service property: true on what the runtime elected. */
  String CURRENT = "hotloop.current";

  /**
   * Topic of the event that follows each swap (OSGi Event Admin). Properties: the fields of {@link
   * SwapDTO} under their names.
   */
  String SWAP_TOPIC = "org/hotloop/Swap/DONE";

  /** The current policy. */
  EventLoopPolicy getEventLoopPolicy();

  /** Sets the policy by hand; null gives the choice back to the election. */
  void setEventLoopPolicy(EventLoopPolicy policyOrNull);

  /** The running loop where this thread runs one, else the current policy's. */
  EventLoop getEventLoop();

  /** Sets the loop of the current context at the current policy. */
  void setEventLoop(EventLoop loopOrNull);

  /** A new loop of the current policy. */
  EventLoop newEventLoop();

  /** The swap-safe watcher: the same object through all swaps. */
  ChildWatcher getChildWatcher();

  /**
   * Puts a watcher made by hand below the swap-safe one; the one set by hand before is closed. Null
   * gives the choice back to the election.
   */
  void setChildWatcher(ChildWatcher watcherOrNull);

  /**
   * Names the policy.
   *
   * @return the swap's report; empty when it was current already
   * @throws UnknownProviderException when there is none of that name; nothing has changed
   */
  Optional<SwapDTO> pinEventLoopPolicy(String name);

  /** Takes back what was pinned or set by hand; the rest of the election decides. */
  Optional<SwapDTO> unpinEventLoopPolicy();

  /** As {@link #pinEventLoopPolicy}, for the watcher. */
  Optional<SwapDTO> pinChildWatcher(String name);

  /** As {@link #unpinEventLoopPolicy}, for the watcher. */
  Optional<SwapDTO> unpinChildWatcher();

  /** What the runtime is doing now; never null, the caller's own copy. */
  RuntimeDTO snapshot();
}
