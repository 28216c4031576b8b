package org.hotloop.transport;

import org.osgi.annotation.versioning.ProviderType;

/** A transport that reads. */
@ProviderType
public interface ReadTransport extends BaseTransport {

  /** Reads nothing, and so delivers nothing, until resumed. Idempotent. */
  void pauseReading();

  /** Reads again. Idempotent. */
  void resumeReading();

  /** Whether it is neither paused nor closing. */
  boolean isReading();
}
