package org.hotloop.posix.watch;

import java.util.concurrent.atomic.AtomicBoolean;
import org.hotloop.EventLoop;

/** A callback of which at most one waits on its loop, however often it is asked for. */
final class LoopCall {

  private final EventLoop loop;
  private final Runnable work;
  private final AtomicBoolean queued = new AtomicBoolean();

  LoopCall(EventLoop loop, Runnable work) {
    this.loop = loop;
    this.work = work;
  }

  /**
   * Runs the work when the loop comes round. Any thread.
   *
   * @throws org.hotloop.EventLoopClosedException also where an earlier call was queued in time
   */
  void soon() {
    // A closed loop has dropped what was queued: the one who asks is told, not left waiting.
    if (queued.compareAndSet(false, true) || loop.isClosed()) {
      loop.callSoonThreadsafe(this::run);
    }
  }

  private void run() {
    // Before the work: what is asked for while it goes on is work for another call.
    queued.set(false);
    work.run();
  }
}
