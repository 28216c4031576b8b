package org.hotloop.loop.internal;

import java.util.function.Supplier;
import org.hotloop.spi.schedule.CallbackHandle;

/** An event on its way to the loop, to be handled by a handler of the moment it arrives. Once. */
final class EventDelivery implements Runnable, Attributed {

  private final Supplier<CallbackHandle> handler;
  private final Runnable afterwards;

  /** Touched on the loop's thread only; null before the run. */
  private CallbackHandle called;

  /** To {@code handler}, asked on the loop; {@code afterwards} follows, whatever it throws. */
  EventDelivery(Supplier<CallbackHandle> handler, Runnable afterwards) {
    this.handler = handler;
    this.afterwards = afterwards;
  }

  @Override
  public void run() {
    called = handler.get();
    try {
      called.run();
    } finally {
      afterwards.run();
    }
  }

  @Override
  public CallbackHandle subject() {
    return called;
  }
}
