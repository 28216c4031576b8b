package org.hotloop.itests.tck.watcher;

import java.util.concurrent.CountDownLatch;

/** Has a thread, which goes on when it is closed. */
public final class ThreadLeaked extends HonestWatcher {

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  /** Starts it. */
  public ThreadLeaked() {
    Thread thread = new Thread(ThreadLeaked::await, "leaked-by-a-watcher");
    thread.setDaemon(true);
    thread.start();
  }

  private static void await() {
    try {
      NEVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
