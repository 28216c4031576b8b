package org.hotloop;

import org.osgi.annotation.versioning.ProviderType;

/** A scheduled callback that can be cancelled. Any thread. */
@ProviderType
public interface Handle {

  /** The callback will not run, unless it has begun. Idempotent. */
  void cancel();

  /** Whether {@link #cancel()} was called. */
  boolean isCancelled();
}
