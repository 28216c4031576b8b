package org.hotloop.itests.tck.watcher;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionContext;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.child.Unknown;
import org.hotloop.posix.Posix;
import org.hotloop.posix.Reaper;
import org.hotloop.posix.Signals;
import org.hotloop.posix.WaitResult;
import org.hotloop.posix.WaitResult.NoChild;
import org.hotloop.posix.WaitResult.Reaped;
import org.hotloop.spi.ChildPids;
import org.hotloop.spi.RetainedChildHandler;

/**
 * A correct watcher in steps, each of which a broken one gets wrong. On SIGCHLD, twice a second and
 * with each attach it looks at each of its children; on its registration at that one.
 *
 * <p><b>Locks.</b> {@code attaching}, then {@code lock}. Waits are made under {@code lock}; no
 * handler and no loop is called under it.
 */
public class HonestWatcher implements ChildWatcher {

  private static final Logger LOG = System.getLogger(HonestWatcher.class.getName());
  private static final String SIGCHLD = "CHLD";
  private static final Duration INTERVAL = Duration.ofMillis(500);

  protected final Reaper kernel = Posix.get().children();

  /** Serialises attaching and closing: a loop has one handler for a signal. */
  private final Object attaching = new Object();

  /** Guards what follows, and each wait. */
  protected final Object lock = new Object();

  protected final Map<Long, ChildHandler> handlers = new LinkedHashMap<>();
  private Attachment attachment; // null while detached
  private boolean closed;

  /** A stay at a loop; another one each time, also at the same loop. */
  protected static final class Attachment {

    final EventLoop loop;

    Attachment(EventLoop loop) {
      this.loop = loop;
    }
  }

  @Override
  public void addChildHandler(long pid, ChildHandler handler) {
    Objects.requireNonNull(handler, "handler");
    Attachment current;
    synchronized (lock) {
      current = requireAttached();
      requireChild(pid);
      register(pid, handler);
    }
    checkSoon(pid, current);
  }

  protected void requireChild(long pid) {
    ChildPids.requirePossible(pid);
    if (!kernel.isChild(pid)) {
      throw new NoSuchChildException(pid, "is no child that somebody could wait for");
    }
  }

  protected void register(long pid, ChildHandler handler) {
    handlers.put(pid, handler);
  }

  /** It may have ended before it was registered. */
  protected void checkSoon(long pid, Attachment at) {
    at.loop.callSoonThreadsafe(() -> check(pid, at));
  }

  @Override
  public boolean removeChildHandler(long pid) {
    synchronized (lock) {
      return handlers.remove(pid) != null;
    }
  }

  @Override
  public void attachLoop(EventLoop loopOrNull) {
    synchronized (attaching) {
      requireOpen();
      Attachment next = loopOrNull == null ? null : new Attachment(loopOrNull);
      if (next != null) {
        loopOrNull.addSignalHandler(SIGCHLD, () -> sweepSoon(next));
      }
      leave(exchange(next), loopOrNull);
      if (next == null) {
        warnPending();
      } else {
        attached(next);
        loopOrNull.callSoonThreadsafe(() -> keepTime(next)); // timers are the loop's thread's
      }
    }
  }

  private Attachment exchange(Attachment nextOrNull) {
    synchronized (lock) {
      Attachment previous = attachment;
      attachment = nextOrNull;
      return previous;
    }
  }

  /** The handler of a loop that is attached to anew is in use again. */
  protected void leave(Attachment previousOrNull, EventLoop nextOrNull) {
    if (previousOrNull != null && previousOrNull.loop != nextOrNull) {
      previousOrNull.loop.removeSignalHandler(SIGCHLD);
    }
  }

  /** Exits while no loop was attached are known to the kernel only. */
  protected void attached(Attachment at) {
    sweepSoon(at);
  }

  private void sweepSoon(Attachment at) {
    at.loop.callSoonThreadsafe(() -> sweep(at));
  }

  /** Others reset SIGCHLD, and signals are lost with it. */
  protected void keepTime(Attachment at) {
    at.loop.callLater(INTERVAL, () -> tick(at));
  }

  private void tick(Attachment at) {
    if (isCurrent(at)) {
      Signals.reassert(SIGCHLD);
      keepTime(at);
      sweep(at);
    }
  }

  private boolean isCurrent(Attachment at) {
    synchronized (lock) {
      return attachment == at;
    }
  }

  /** Looks at each child. An error of a handler is raised when the others have been told. */
  protected void sweep(Attachment at) {
    Error error = null;
    for (long pid : pids()) {
      try {
        check(pid, at);
      } catch (Error e) {
        error = e;
      }
    }
    if (error != null) {
      throw error;
    }
  }

  protected final List<Long> pids() {
    synchronized (lock) {
      return List.copyOf(handlers.keySet());
    }
  }

  /**
   * Looks at one child, and tells its exit before the next one is looked at.
   *
   * @return whether it had ended
   */
  protected boolean check(long pid, Attachment at) {
    Optional<ExitStatus> status;
    ChildHandler handler;
    synchronized (lock) {
      if (!mayWait(at) || !handlers.containsKey(pid)) {
        return false;
      }
      status = poll(pid);
      handler = status.isPresent() ? handlers.remove(pid) : null;
    }
    status.ifPresent(known -> tell(pid, known, handler, at));
    return status.isPresent();
  }

  /** Asked under the lock: what was queued for a loop that was left waits for nothing. */
  protected boolean mayWait(Attachment at) {
    return attachment == at;
  }

  /** Waits for one child, without blocking. */
  protected Optional<ExitStatus> poll(long pid) {
    WaitResult result = kernel.reap(pid);
    if (result instanceof Reaped reaped) {
      return Optional.of(reaped.status());
    }
    return result instanceof NoChild ? Optional.of(statusOfAStolenOne()) : Optional.empty();
  }

  protected ExitStatus statusOfAStolenOne() {
    return new Unknown("somebody else has waited for it");
  }

  protected void tell(long pid, ExitStatus status, ChildHandler handler, Attachment at) {
    if (status instanceof Unknown unknown) {
      LOG.log(Level.WARNING, "status of pid " + pid + " is unknown: " + unknown.reason());
    }
    try {
      handler.childExited(pid, status);
    } catch (Exception e) {
      at.loop.callExceptionHandler(ExceptionContext.of("a child handler failed", e));
    }
  }

  @Override
  public boolean isActive() {
    synchronized (lock) {
      return attachment != null && attachment.loop.isRunning();
    }
  }

  @Override
  public void close() {
    synchronized (attaching) {
      List<Long> abandoned;
      synchronized (lock) {
        closed = true;
        abandoned = unretained();
        handlers.clear();
      }
      leave(exchange(null), null);
      if (!abandoned.isEmpty()) {
        LOG.log(Level.WARNING, "closed over children that run: " + abandoned);
      }
    }
  }

  private void warnPending() {
    int pending;
    synchronized (lock) {
      pending = unretained().size();
    }
    if (pending > 0) {
      LOG.log(Level.WARNING, "detached with pending handlers: " + pending);
    }
  }

  private List<Long> unretained() {
    return handlers.keySet().stream()
        .filter(pid -> !(handlers.get(pid) instanceof RetainedChildHandler))
        .toList();
  }

  private Attachment requireAttached() {
    requireOpen();
    if (attachment == null) {
      throw new IllegalStateException("the watcher has no loop");
    }
    return attachment;
  }

  private void requireOpen() {
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("the watcher is closed");
      }
    }
  }
}
