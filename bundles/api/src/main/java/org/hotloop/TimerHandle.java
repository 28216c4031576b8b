package org.hotloop;

import org.osgi.annotation.versioning.ProviderType;

/** A callback scheduled for a time. */
@ProviderType
public interface TimerHandle extends Handle {

  /** When it is due, on the scale of {@link EventLoop#time()}, nanoseconds. */
  long when();
}
