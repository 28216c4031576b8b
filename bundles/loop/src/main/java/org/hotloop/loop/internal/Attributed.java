package org.hotloop.loop.internal;

import org.hotloop.spi.schedule.CallbackHandle;

/** A callback on behalf of a handle that a user knows, such as a reader's. */
interface Attributed {

  /** The handle that a failure is told of. */
  CallbackHandle subject();

  /** The handle that a failure of {@code handle} is told of. */
  static CallbackHandle subjectOf(CallbackHandle handle) {
    Runnable work = handle.work();
    if (work instanceof CallbackHandle behalf) {
      return subjectOf(behalf);
    }
    return work instanceof Attributed attributed ? attributed.subject() : handle;
  }
}
