package org.hotloop.loop;

import org.hotloop.loop.internal.CallbackRunner;
import org.hotloop.loop.internal.Scheduler;
import org.hotloop.loop.internal.Unclosed;
import org.hotloop.spi.schedule.CallbackHandle;

/** A loop as its scheduler sees it. */
final class SchedulerHost implements Scheduler.Host {

  private final BaseEventLoop loop;
  private final CallbackRunner callbacks;

  SchedulerHost(BaseEventLoop loop, CallbackRunner callbacks) {
    this.loop = loop;
    this.callbacks = callbacks;
  }

  @Override
  public long time() {
    return loop.time();
  }

  @Override
  public void poll(long timeoutNanos) {
    if (timeoutNanos > 0) {
      Unclosed.report();
    }
    loop.poll(timeoutNanos);
  }

  @Override
  public void wakeup() {
    loop.wakeup();
  }

  @Override
  public void pause() {
    loop.pausePolling();
  }

  @Override
  public void run(CallbackHandle handle) {
    callbacks.run(handle);
  }
}
