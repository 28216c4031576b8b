package org.hotloop.itests.stress.internal.policy.provider;

import java.util.concurrent.TimeUnit;
import org.hotloop.loop.SelectorEventLoop;

/** Looks at least each millisecond whether there is something to do. */
final class HastyLoop extends SelectorEventLoop {

  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  @Override
  protected void poll(long timeoutNanos) {
    super.poll(Math.min(timeoutNanos, LONGEST_WAIT_NANOS));
  }
}
