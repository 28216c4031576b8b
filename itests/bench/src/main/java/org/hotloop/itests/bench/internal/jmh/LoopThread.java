package org.hotloop.itests.bench.internal.jmh;

import org.hotloop.EventLoop;

/** A loop on a thread of its own, until it is closed. */
public final class LoopThread implements AutoCloseable {

  private final EventLoop loop;
  private final Thread thread;

  /** Starts it. */
  public LoopThread(EventLoop loop) {
    this.loop = loop;
    this.thread = new Thread(loop::runForever, "loop");
    thread.setDaemon(true);
    thread.start();
  }

  /** The loop. */
  public EventLoop loop() {
    return loop;
  }

  @Override
  public void close() throws InterruptedException {
    loop.callSoonThreadsafe(loop::stop);
    thread.join();
    loop.close();
  }
}
