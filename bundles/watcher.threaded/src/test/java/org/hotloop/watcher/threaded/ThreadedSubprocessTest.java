package org.hotloop.watcher.threaded;

import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.loop.LoopSubprocesses;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.subprocess.Subprocesses;
import org.hotloop.tck.SubprocessContract;

final class ThreadedSubprocessTest extends SubprocessContract {

  @Override
  protected EventLoop newEventLoop() {
    return new SelectorEventLoop();
  }

  @Override
  protected Subprocesses newSubprocesses(EventLoop loop) {
    return new LoopSubprocesses(loop);
  }

  @Override
  protected ChildWatcher newWatcher() {
    return new ThreadedChildWatcher();
  }
}
