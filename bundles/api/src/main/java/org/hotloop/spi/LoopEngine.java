package org.hotloop.spi;

import java.time.Duration;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A loop that can run in the name of another one, its front. A front outlives its engines: when
 * policies are exchanged under a managed loop, callbacks, timers, readers, writers and signal
 * handlers move by themselves, since they are the front's. What an engine has made, such as
 * connections and children, moves where the engine implements this; of a loop that does not, it
 * ends with its {@link #close()}.
 */
@ConsumerType
public interface LoopEngine extends EventLoop {

  /**
   * From now on this runs for {@code front}. Futures, connections, servers and children that are
   * made here are the front's: what they schedule or watch, they schedule and watch there, and
   * exception handlers are told of the front. Once, before the first run and before anything was
   * made.
   *
   * @param before the engine that this one follows, about to be retired: what knows of things that
   *     wait at the front can be taken over from one of the same kind
   */
  void runFor(EventLoop front, Optional<EventLoop> before);

  /** From which duration on the debug mode calls a callback slow: asyncio's own. */
  default Duration getSlowCallbackDuration() {
    return Duration.ofMillis(100);
  }

  /**
   * As {@link #close()}, but what was made here lives on at the front. While this does not run.
   *
   * @return what lives on
   */
  LoopEstate retire();
}
