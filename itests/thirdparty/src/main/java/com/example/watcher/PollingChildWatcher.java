package com.example.watcher;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionContext;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.child.Unknown;
import org.hotloop.spi.ChildPids;
import org.hotloop.posix.Posix;
import org.hotloop.posix.Reaper;
import org.hotloop.posix.WaitResult;
import org.hotloop.posix.WaitResult.NoChild;
import org.hotloop.posix.WaitResult.Reaped;
import org.hotloop.spi.RetainedChildHandler;

/**
 * Looks at each of its children twenty times a second, on a timer of its loop. It needs neither
 * SIGCHLD nor pidfds, and tells an exit up to 50 ms late.
 *
 * <p>Handlers are called on the loop's thread. Waits are made under {@code lock}, so a handler that
 * was removed is one whose child nobody has waited for; no handler is called under it.
 */
public class PollingChildWatcher implements ChildWatcher {

  private static final Logger LOG = System.getLogger(PollingChildWatcher.class.getName());
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private final Reaper reaper;
  private final Object lock = new Object();

  // Guarded by lock.
  private final Map<Long, ChildHandler> handlers = new LinkedHashMap<>();
  private Stay stay; // null while detached
  private boolean closed;

  /** Watches this process's children. */
  public PollingChildWatcher() {
    this(Posix.get().children());
  }

  protected PollingChildWatcher(Reaper reaper) {
    this.reaper = reaper;
  }

  /** One attachment to a loop. What was queued during another one does nothing any more. */
  private static final class Stay {

    final EventLoop loop;

    Stay(EventLoop loop) {
      this.loop = loop;
    }
  }

  @Override
  public void addChildHandler(long pid, ChildHandler handler) {
    Objects.requireNonNull(handler, "handler");
    ChildPids.requirePossible(pid);
    Stay current;
    synchronized (lock) {
      requireOpen();
      current = stay;
      if (current == null) {
        throw new IllegalStateException("no loop is attached");
      }
      if (!reaper.isChild(pid)) {
        throw new NoSuchChildException(pid, "is no child that anybody could wait for");
      }
      handlers.put(pid, handler);
    }
    // It may have ended already; the next tick would tell as well, but later.
    current.loop.callSoonThreadsafe(() -> look(pid, current));
  }

  @Override
  public boolean removeChildHandler(long pid) {
    synchronized (lock) {
      return handlers.remove(pid) != null;
    }
  }

  @Override
  public void attachLoop(EventLoop loopOrNull) {
    Stay next = loopOrNull == null ? null : new Stay(loopOrNull);
    List<Long> pending;
    synchronized (lock) {
      requireOpen();
      stay = next;
      pending = unretained();
    }
    if (next != null) {
      next.loop.callSoonThreadsafe(() -> poll(next));
    } else if (!pending.isEmpty()) {
      LOG.log(Level.WARNING, "Detached with {0} pending handlers", pending.size());
    }
  }

  @Override
  public boolean isActive() {
    synchronized (lock) {
      return stay != null && stay.loop.isRunning();
    }
  }

  @Override
  public void close() {
    List<Long> abandoned;
    synchronized (lock) {
      closed = true;
      stay = null;
      abandoned = unretained();
      handlers.clear();
    }
    if (!abandoned.isEmpty()) {
      LOG.log(Level.WARNING, "Closed; nobody will reap {0}", abandoned);
    }
  }

  /** On the loop's thread: looks at each child, and comes again. */
  private void poll(Stay at) {
    if (!isCurrent(at)) {
      return;
    }
    at.loop.callLater(INTERVAL, () -> poll(at));
    Error error = null;
    for (long pid : pids()) {
      try {
        look(pid, at);
      } catch (Error e) {
        error = e; // the other children are told first
      }
    }
    if (error != null) {
      throw error;
    }
  }

  /** On the loop's thread: looks at one child, and tells its exit. */
  private void look(long pid, Stay at) {
    ChildHandler handler;
    ExitStatus status;
    synchronized (lock) {
      if (stay != at || !handlers.containsKey(pid)) {
        return;
      }
      status = statusOrNull(pid);
      if (status == null) {
        return;
      }
      handler = handlers.remove(pid);
    }
    if (status instanceof Unknown unknown) {
      LOG.log(Level.WARNING, "Exit of pid " + pid + " is unknown: " + unknown.reason());
    }
    try {
      handler.childExited(pid, status);
    } catch (Exception e) {
      at.loop.callExceptionHandler(ExceptionContext.of("Exception in child handler", e));
    }
  }

  private ExitStatus statusOrNull(long pid) {
    WaitResult result = reaper.reap(pid);
    if (result instanceof Reaped reaped) {
      return reaped.status();
    }
    return result instanceof NoChild ? new Unknown("somebody else has waited for it") : null;
  }

  private boolean isCurrent(Stay at) {
    synchronized (lock) {
      return stay == at;
    }
  }

  private List<Long> pids() {
    synchronized (lock) {
      return List.copyOf(handlers.keySet());
    }
  }

  /** Those whose registrations nobody keeps but this watcher. With the lock held. */
  private List<Long> unretained() {
    return handlers.keySet().stream()
        .filter(pid -> !(handlers.get(pid) instanceof RetainedChildHandler))
        .toList();
  }

  /** With the lock held. */
  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the watcher is closed");
    }
  }
}
