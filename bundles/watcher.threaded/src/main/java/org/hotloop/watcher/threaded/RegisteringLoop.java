package org.hotloop.watcher.threaded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;
import org.hotloop.spi.RetainedChildHandler;
import org.hotloop.spi.RunningLoop;

/**
 * A handler that is called on the loop in whose callback it was registered, whichever loop the
 * watcher is attached to, as in asyncio. Where that one is closed by then it is not called.
 */
record RegisteringLoop(EventLoop loop, ChildHandler handler) implements ChildHandler {

  private static final Logger LOG = System.getLogger(ThreadedChildWatcher.class.getName());

  /**
   * The handler to register on this thread: itself where no loop runs here, and where somebody else
   * keeps it, who knows by himself where it is to be called, and must hear of the exit.
   */
  static ChildHandler of(ChildHandler handler) {
    Objects.requireNonNull(handler, "handler");
    Optional<EventLoop> running = RunningLoop.current();
    return running.isEmpty() || handler instanceof RetainedChildHandler
        ? handler
        : new RegisteringLoop(running.get(), handler);
  }

  @Override
  public void childExited(long pid, ExitStatus status) {
    if (RunningLoop.current().filter(running -> running == loop).isPresent()) {
      handler.childExited(pid, status);
    } else {
      try {
        loop.callSoonThreadsafe(() -> handler.childExited(pid, status));
      } catch (EventLoopClosedException e) {
        LOG.log(Level.WARNING, "Loop " + loop + " that handles pid " + pid + " is closed");
      }
    }
  }
}
