package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.loop.LoopSubprocesses;
import org.hotloop.subprocess.Subprocesses;
import org.hotloop.tck.SubprocessContract;
import org.hotloop.watcher.safe.SafeChildWatcher;

final class ProactorSubprocessTest extends SubprocessContract {

  @Override
  protected EventLoop newEventLoop() {
    return new ProactorEventLoop();
  }

  @Override
  protected Subprocesses newSubprocesses(EventLoop loop) {
    return new LoopSubprocesses(loop);
  }

  @Override
  protected ChildWatcher newWatcher() {
    return new SafeChildWatcher();
  }
}
