package org.hotloop.runtime.internal.front;

import org.hotloop.spi.schedule.CallbackHandle;

/** Runs a callback that may be on its way already, unless cancelled by then. */
record Again(CallbackHandle callback) implements Runnable {

  /** One that can be queued beside {@code callback}, which can be in one place only. */
  static CallbackHandle of(CallbackHandle callback) {
    return new CallbackHandle(new Again(callback), callback.source());
  }

  @Override
  public void run() {
    callback.run();
  }

  @Override
  public String toString() {
    return callback.callbackText();
  }
}
