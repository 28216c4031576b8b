package org.hotloop.loop.proactor.internal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.hotloop.Handle;
import org.hotloop.loop.proactor.ProactorEventLoop;

/** A loop that tells what was handed over to it, so that a test need not run it to know. */
final class HandedLoop extends ProactorEventLoop {

  private final BlockingQueue<Runnable> handed = new LinkedBlockingQueue<>();

  @Override
  public Handle callSoonThreadsafe(Runnable callback) {
    Handle handle = super.callSoonThreadsafe(callback);
    handed.add(callback);
    return handle;
  }

  /** Waits until one more was handed over. */
  void awaitHandOver() throws InterruptedException {
    handed.take();
  }

  /** Runs one iteration. */
  void runOnce() {
    stop();
    runForever();
  }
}
