package org.hotloop.runtime.internal.front;

import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.loop.LoopSubprocesses;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.loop.proactor.ProactorEventLoop;
import org.hotloop.subprocess.Subprocesses;
import org.hotloop.tck.SubprocessContract;
import org.hotloop.watcher.safe.SafeChildWatcher;
import org.junit.jupiter.api.Disabled;

/** Children and their pipes are unharmed while their loop moves between kinds all the time. */
final class RestlessSubprocessTest extends SubprocessContract {

  private final AtomicInteger moves = new AtomicInteger();

  @Override
  protected EventLoop newEventLoop() {
    return Restless.loop(this::nextEngine);
  }

  private EventLoop nextEngine() {
    return moves.incrementAndGet() % 2 == 0 ? new SelectorEventLoop() : new ProactorEventLoop();
  }

  @Override
  protected Subprocesses newSubprocesses(EventLoop loop) {
    return new LoopSubprocesses(loop);
  }

  @Override
  protected ChildWatcher newWatcher() {
    return new SafeChildWatcher();
  }

  @Override
  @Disabled("each move opens descriptors: there is no number that nobody takes")
  public void badDescriptor() {}

  @Override
  @Disabled("each engine starts spawning threads of its own, which take the pid before the child")
  public void nextChildOfItsPidTakesNoSignal() {}
}
