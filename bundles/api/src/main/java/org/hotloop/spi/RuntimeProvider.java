package org.hotloop.spi;

import org.hotloop.EventLoopRuntime;
import org.osgi.annotation.versioning.ConsumerType;

/** The runtime as {@link org.hotloop.EventLoops} sees it. */
@ConsumerType
@FunctionalInterface
public interface RuntimeProvider {

  /**
   * The runtime in the name of the bundle that {@code caller} was loaded from; what is set by hand
   * there belongs to it. A class of no bundle owns nothing, and what it sets stays until replaced.
   */
  EventLoopRuntime runtimeFor(Class<?> caller);
}
