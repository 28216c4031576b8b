package org.hotloop.runtime.internal.loops;

import org.hotloop.EventLoop;

/** Publishes loops under their names. Foreign listeners run: called with no lock held. */
@FunctionalInterface
public interface LoopServices {

  /** Registers {@code loop}; what is answered unregisters it. */
  Runnable register(String name, EventLoop loop);
}
