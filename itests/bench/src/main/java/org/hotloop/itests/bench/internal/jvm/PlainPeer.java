package org.hotloop.itests.bench.internal.jvm;

import org.hotloop.EventLoop;
import org.hotloop.EventLoops;
import org.hotloop.child.ChildWatcher;
import org.hotloop.loop.LoopSubprocesses;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.watcher.pidfd.PidfdChildWatcher;

/** Hotloop on a plain class path: a loop on a thread of its own, and pidfds. */
final class PlainPeer {

  private PlainPeer() {}

  static Peer start() {
    EventLoop loop = new SelectorEventLoop();
    ChildWatcher watcher = new PidfdChildWatcher();
    EventLoops.setChildWatcher(watcher);
    watcher.attachLoop(loop);
    Thread thread = new Thread(loop::runForever, "loop");
    thread.setDaemon(true);
    thread.start();
    return new HotloopPeer(
        loop, new ServiceChildren(new LoopSubprocesses(loop)), () -> end(loop, thread, watcher));
  }

  private static void end(EventLoop loop, Thread thread, ChildWatcher watcher)
      throws InterruptedException {
    loop.callSoonThreadsafe(loop::stop);
    thread.join();
    loop.close();
    watcher.close();
  }
}
