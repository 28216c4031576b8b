package org.hotloop.loop.internal;

/** A callback on behalf of a handle that a user knows, such as a reader's. */
interface Attributed {

  /** The handle that a failure is told of. */
  CallbackHandle subject();
}
